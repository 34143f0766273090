"""Sends a mix of events with an official client, and prints their ids.

Usage: send.py segment|rudderstack HOST WRITE_KEY COUNT plain|gzip
"""

import importlib
import sys


def main(maker: str, host: str, write_key: str, count: int, encoding: str) -> int:
    Client = importlib.import_module(f"{maker}.analytics.client").Client
    failures: list[str] = []

    def failed(error, batch) -> None:
        failures.append(f"{len(batch)} events: {error}")

    client = Client(write_key, host=host, gzip=encoding == "gzip", on_error=failed)
    for index in range(count):
        user = f"python-{maker}-{encoding}-{index % 100}"
        accepted, message = send(client, user, index)
        if not accepted:
            failures.append(f"event {index} did not fit into the client's queue")
        print(message["messageId"])
        if index % 1000 == 999:
            client.flush()
    client.shutdown()

    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures else 0


def send(client, user: str, index: int):
    kind = index % 3
    if kind == 0:
        return client.track(user, "Product Viewed", {"product_id": f"p{index}", "price": index})
    if kind == 1:
        return client.page(user, None, "Pricing", {"path": "/pricing", "url": "https://acme.example/pricing"})
    return client.identify(user, {"email": f"{user}@acme.example", "visits": index})


if __name__ == "__main__":
    maker, host, write_key, count, encoding = sys.argv[1:]
    sys.exit(main(maker, host, write_key, int(count), encoding))
