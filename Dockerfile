# docker build -t auditor . && docker run --rm -v "$PWD:/articles" auditor check
FROM python:3.12-slim AS build
COPY pyproject.toml README.md LICENSE NOTICE /source/
COPY auditor /source/auditor
COPY rules /source/rules
RUN python -m pip wheel --no-cache-dir --wheel-dir /wheels /source

FROM python:3.12-slim
COPY --from=build /wheels /wheels
RUN python -m pip install --no-cache-dir --no-index --find-links /wheels article-auditor && rm -r /wheels \
    && useradd --create-home auditor
USER auditor
WORKDIR /articles
ENTRYPOINT ["auditor"]
CMD ["check"]
