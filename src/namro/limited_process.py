"""What a process that opens strangers' files may use, set before their first byte is looked at."""

from __future__ import annotations

import resource

CPU_SECONDS = 60
NOTHING = (0, 0)


def limit_process(memory: int, *, cpu_seconds: int = CPU_SECONDS) -> None:
    """Leave this process so many bytes of address space, so long of the processor, and no file to write: a hostile
    file can only end it."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, NOTHING)
    resource.setrlimit(resource.RLIMIT_CORE, NOTHING)
