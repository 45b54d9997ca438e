"""Checking many files in several processes: ordered chunks, and an end that always comes.

A worker gets paths and options and sends back reports; the rulebook is loaded before the fork. After a worker dies, each
unfinished file is checked once more alone: the one that kills its worker again is a Failure.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from auditor.violation import Failure, FileReport

if TYPE_CHECKING:
    from auditor.run.check import Options

CHUNK = 32


def check_in_parallel(paths: list[str], options: Options, jobs: int) -> Iterator[FileReport]:
    """Reports in the order of the paths."""
    from auditor.run.check import check_file

    yield check_file(paths[0], options)  # loads the rulebook, which forked workers then share
    rest = paths[1:]
    chunks = [rest[n : n + CHUNK] for n in range(0, len(rest), CHUNK)]
    pool = ProcessPoolExecutor(jobs, initializer=_ignore_interrupts)
    try:
        yield from _in_order(pool, chunks, options)
    except BaseException:
        # Interrupted, or nobody reads on: the workers' unfinished files are nobody's any more.
        for worker in list((pool._processes or {}).values()):
            worker.kill()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _in_order(pool: ProcessPoolExecutor, chunks: list[list[str]], options: Options) -> Iterator[FileReport]:
    futures: list[Future[list[FileReport]] | None] = []
    for chunk in chunks:
        try:
            futures.append(pool.submit(_check_chunk, chunk, options))
        except BrokenProcessPool:
            futures.append(None)
    for chunk, future in zip(chunks, futures, strict=True):
        try:
            if future is None:
                raise BrokenProcessPool
            yield from future.result()
        except BrokenProcessPool:
            for path in chunk:
                yield _check_alone(path, options)


def _ignore_interrupts() -> None:
    """Ctrl-C reaches the whole group: the parent alone answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _check_chunk(paths: list[str], options: Options) -> list[FileReport]:
    from auditor.run.check import check_file

    return [check_file(path, options) for path in paths]


def _check_alone(path: str, options: Options) -> FileReport:
    from auditor.run.check import shown_path

    try:
        with ProcessPoolExecutor(1) as pool:
            return pool.submit(_check_chunk, [path], options).result()[0]
    except BrokenProcessPool:
        shown = shown_path(path)
        return FileReport(
            shown,
            None,
            [],
            [Failure(shown, "the process that checked it was killed, twice; check the file alone, with more memory")],
        )
