"""Reports that real converters mangled; see `make`."""
