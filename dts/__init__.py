"""Track the targets of Đề án 06 and chuyển đổi số of a Vietnamese province, kept in plain TOML."""

__version__ = "0.1.0"
