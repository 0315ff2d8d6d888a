"""Steps from numbered lines to a tree of sections; ``extractors.outline`` joins them."""
