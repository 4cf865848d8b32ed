"""The reliability battery: what the promises of docs/reliability.md rest on, in a short size and in a long one."""
