"""asyncio_more.py external|cancel|parked asyncio|uvloop: CPython's loops, at what the folder of peers has no programs for."""

import asyncio
import concurrent.futures
import gc
import sys
import time

FEW = 100_000
ROUND_TRIPS = 20_000
ROUNDS = 3


def report(who, name, operations, rounds):
    settled = sorted(rounds[len(rounds) // 2 :])
    median = settled[len(settled) // 2]
    print(
        f"micro {who} {name} best {settled[0]:.1f} ns median {median:.1f} ns first {rounds[0]:.1f} ns "
        f"ops {operations} rounds {len(rounds)}"
    )


async def wake_from(outside):
    loop = asyncio.get_running_loop()
    begin = time.perf_counter_ns()
    for _ in range(ROUND_TRIPS):
        answer = loop.create_future()
        outside.submit(loop.call_soon_threadsafe, answer.set_result, 1)
        await answer
    return (time.perf_counter_ns() - begin) / ROUND_TRIPS


async def parked():
    never = asyncio.Event()
    tasks = [asyncio.create_task(never.wait()) for _ in range(FEW)]
    await asyncio.sleep(0)
    return tasks


async def end(tasks):
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def cancel_all():
    tasks = await parked()
    begin = time.perf_counter_ns()
    await end(tasks)
    return (time.perf_counter_ns() - begin) / FEW


def resident():
    gc.collect()
    with open("/proc/self/statm") as statistics:
        return int(statistics.read().split()[1]) * 4096


async def bytes_parked():
    before = resident()
    tasks = await parked()
    taken = resident() - before
    await end(tasks)
    return taken


def main():
    group, who = sys.argv[1:]
    if who == "uvloop":
        import uvloop

        loop = uvloop.new_event_loop()
    else:
        loop = asyncio.new_event_loop()
    if group == "external":
        with concurrent.futures.ThreadPoolExecutor(1) as outside:
            rounds = [loop.run_until_complete(wake_from(outside)) for _ in range(ROUNDS)]
        report(who, "wake_external", ROUND_TRIPS, rounds)
    elif group == "cancel":
        report(who, "cancel", FEW, [loop.run_until_complete(cancel_all()) for _ in range(ROUNDS)])
    elif group == "parked":
        print(f"micro {who} parked_100000 bytes {loop.run_until_complete(bytes_parked()) / FEW:.1f} count {FEW}")
    else:
        sys.exit(__doc__)


main()
