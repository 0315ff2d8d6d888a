"""The stages in the order data flows, and the outside world."""
