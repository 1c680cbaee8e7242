"""Starts Autobahn's wstest under Jython:

    java -jar jython.jar wstest.py FOLDER WSTEST-ARGUMENT...

FOLDER holds the suite and the libraries it needs. Two things of Twisted are changed on the way: closed connections are
followed to their end, and servers listen on this machine only and say so.
"""
import sys

sys.path.insert(0, sys.argv[1])

from twisted.internet import main, posixbase, tcp
from twisted.python.failure import Failure

LOOK_AGAIN = 0.1  # seconds


def follow_to_its_end(connection, looks):
    """On Jython, select() can forget a socket that Twisted is about to close, so that nobody hears of its end."""
    if not connection.connected:
        return
    unsent = len(connection.dataBuffer) + connection._tempDataLen
    # A few bytes have room in any socket: still here at the second look, they are among what was forgotten.
    patience = 50 if unsent >= 4096 else 2 if unsent else 0
    if looks < patience:
        look_again(connection, looks + 1)
        return
    connection.stopReading()
    connection.stopWriting()
    connection.connectionLost(Failure(main.CONNECTION_DONE))


def look_again(connection, looks):
    # Not at the top: importing it chooses the reactor, which is the suite's to choose.
    from twisted.internet import reactor

    reactor.callLater(LOOK_AGAIN, follow_to_its_end, connection, looks)


def lose_connection(connection, *args, **options):
    original_lose_connection(connection, *args, **options)
    look_again(connection, 0)


def listen_tcp(reactor, port, factory, backlog=50, interface=""):
    listening = original_listen_tcp(reactor, port, factory, backlog, interface or "127.0.0.1")
    sys.stdout.write("listening on %d\n" % listening.getHost().port)
    sys.stdout.flush()
    return listening


original_lose_connection = tcp.Connection.loseConnection
original_listen_tcp = posixbase.PosixReactorBase.listenTCP
tcp.Connection.loseConnection = lose_connection
posixbase.PosixReactorBase.listenTCP = listen_tcp

from autobahntestsuite.wstest import run

sys.argv = ["wstest"] + sys.argv[2:]
run()
