"""Jobs that tests enqueue: what they did stands in `done`."""

from answerable.kit.queue import task

done: list[str] = []
fails: dict[str, int] = {}


@task(retries=2)
def note(word: str) -> None:
    done.append(word)


@task(retries=2)
def fail_at_first(word: str) -> None:
    if fails.get(word, 0) > 0:
        fails[word] -= 1
        raise RuntimeError(f"canary {word}")
    done.append(word)
