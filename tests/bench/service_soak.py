"""Does the service grow? service_soak.py LTP DATA [REQUESTS]: asks it, over four kept connections, that
many times (100 000 if not said) for what people, QGIS and scripts ask, and for nonsense, and prints its
resident memory on the way. Exit 1 when the second half grew by more than a tenth and 16 MB."""

import http.client
import pathlib
import random
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "service"))
from serving import Served  # noqa: E402

WORKERS = 4


def address(dice):
    """One of many different requests: more than the service keeps ready answers for."""
    code = f"ML{dice.randrange(1, 10):02}"
    return dice.choice([
        "/", "/conformance", "/api/shapes", "/collections", "/nothing", "/%zz",
        f"/collections/gaps/items?limit={dice.randrange(1, 60)}&offset={dice.randrange(600)}",
        f"/collections/coverage/items?within={code}&mode={dice.choice(['strict', 'inherited', 'nope'])}",
        f"/collections/lines/items?limit={dice.randrange(1, 40)}&filter=reported%20%3E%20%272020-01-{dice.randrange(1, 28):02}%27",
        f"/collections/gaps/items?limit=5&filter=n_actors%20%3E%20{dice.randrange(9)}%20AND%20(",
        f"/api/coverage?level=1&to=20{dice.randrange(18, 22)}-{dice.randrange(1, 12):02}-01",
        f"/api/explain/{code}0{dice.randrange(1, 9)}",
        f"/api/studies?search=terre{dice.randrange(50)}",
    ])


def ask(served, count, seed, counts):
    dice = random.Random(seed)
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
    for _ in range(count):
        connection.request("GET", address(dice), headers={"Accept-Encoding": dice.choice(["gzip", "identity"])})
        answer = connection.getresponse()
        answer.read()
        counts[answer.status] = counts.get(answer.status, 0) + 1
    connection.close()


def ask_all(served, count, seed, counts):
    workers = [threading.Thread(target=ask, args=(served, count // WORKERS, seed * WORKERS + i, counts))
               for i in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def resident(served):
    """Megabytes"""
    for line in pathlib.Path(f"/proc/{served.process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024


if __name__ == "__main__":
    total = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
    with Served(*sys.argv[1:3]) as served:
        seen, counts, begun = [], {}, time.monotonic()
        for part in range(10):
            ask_all(served, total // 10, part, counts)
            seen.append(resident(served))
            print(f"{total // 10 * (part + 1)} requests, {time.monotonic() - begun:.0f} s: {seen[-1]:.1f} MB")
        print("answers by status:", dict(sorted(counts.items())))
        growth = seen[9] - seen[4]
        sys.exit(1 if growth > 16 and growth > seen[4] / 10 or served.process.poll() is not None else 0)
