"""Facts about one article, each computed once, on demand: one a module. `facts.Facts` holds them."""
