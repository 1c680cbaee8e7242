"""A WebSocket peer made with Python's `websockets`, which compresses as it is told to:

    websockets_peer.py serve PARAMETERS        sends back what it receives; prints its port first
    websockets_peer.py connect PARAMETERS URL  sends messages and checks that they come back; prints what was agreed on

PARAMETERS is JSON with the keyword arguments of the extension's factories.
"""
import asyncio
import json
import random
import sys

import websockets
from websockets.extensions.permessage_deflate import (
    ClientPerMessageDeflateFactory,
    ServerPerMessageDeflateFactory,
)


def messages():
    generator = random.Random(7)
    words = ["tulip", "tree", "\u20ac", "loop", "nursery", "\U0001f337"]
    yield ""
    yield "Hello"
    yield "Hello"
    for length in (100, 3000, 50000, 50000):
        yield " ".join(generator.choice(words) for _ in range(length))
    noise = generator.randbytes(50000)
    yield noise
    yield noise
    yield bytes(300000)


async def serve(parameters):
    async def echo(ws):
        async for message in ws:
            await ws.send(message)

    factory = ServerPerMessageDeflateFactory(**parameters)
    async with websockets.serve(echo, "127.0.0.1", 0, compression=None, extensions=[factory]) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.Future()


async def connect(parameters, url):
    factory = ClientPerMessageDeflateFactory(**parameters)
    async with websockets.connect(url, compression=None, extensions=[factory]) as ws:
        for message in messages():
            await ws.send(message)
            if await ws.recv() != message:
                sys.exit("a message came back changed")
        print(ws.response_headers.get("Sec-WebSocket-Extensions"))


mode, parameters, *rest = sys.argv[1:]
asyncio.run({"serve": serve, "connect": connect}[mode](json.loads(parameters), *rest))
