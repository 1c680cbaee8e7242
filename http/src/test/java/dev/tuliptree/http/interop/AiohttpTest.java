package dev.tuliptree.http.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.http.client.MultipartForm;
import dev.tuliptree.process.Stdio;
import dev.tuliptree.process.Subprocess;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** aiohttp, client and server, which this library is modelled on. Skipped where it is missing. */
@Timeout(60)
class AiohttpTest {
    /** The system's own, which has the packages of the system. */
    private static final String PYTHON = "/usr/bin/python3";

    private static final String CLIENT = """
            import aiohttp, asyncio, sys
            base = sys.argv[1]

            async def main():
                async with aiohttp.ClientSession() as session:
                    for _ in range(3):
                        async with session.get(base + "/") as response:
                            assert await response.text() == "hello"
                    async with session.post(base + "/echo", data=b"x" * 1_000_000) as response:
                        assert len(await response.read()) == 1_000_000
                    async def pieces():
                        for _ in range(10):
                            yield b"y" * 1000
                    async with session.put(base + "/length", data=pieces(), expect100=True) as response:
                        assert await response.text() == "10000"
                    async with session.get(base + "/stream") as response:
                        lines = [line async for line in response.content]
                        assert len(lines) == 100
                    async with session.ws_connect(base + "/ws", heartbeat=1) as ws:
                        for text in ("hello", "x" * 100_000, "grün"):
                            await ws.send_str(text)
                            assert (await ws.receive_str()) == text
                        await ws.close()
                        assert ws.close_code == 1000
                print("all well")

            asyncio.run(main())
            """;

    private static final String SERVER = """
            import asyncio
            from aiohttp import web

            async def hello(request):
                return web.Response(text="hello " + request.headers.get("X-Name", ""))

            async def echo(request):
                return web.Response(body=await request.read())

            async def form(request):
                fields = await request.post()
                return web.Response(text=fields["name"] + " " + fields["file"].filename)

            async def stream(request):
                response = web.StreamResponse()
                response.enable_compression()
                await response.prepare(request)
                for _ in range(100):
                    await response.write(b"line\\n")
                await response.write_eof()
                return response

            async def ws(request):
                socket = web.WebSocketResponse()
                await socket.prepare(request)
                async for message in socket:
                    await socket.send_str(message.data)
                return socket

            async def main():
                app = web.Application(client_max_size=10_000_000)
                app.router.add_get("/", hello)
                app.router.add_post("/echo", echo)
                app.router.add_post("/form", form)
                app.router.add_get("/stream", stream)
                app.router.add_get("/ws", ws)
                runner = web.AppRunner(app)
                await runner.setup()
                site = web.TCPSite(runner, "127.0.0.1", 0)
                await site.start()
                print(runner.addresses[0][1], flush=True)
                await asyncio.sleep(50)

            asyncio.run(main())
            """;

    @BeforeAll
    static void isThere() {
        Tool.require("python3-aiohttp", PYTHON, "-c", "import aiohttp");
    }

    @Test
    void itsClientIsServed() {
        Tool.withServer(
                Tool.application(),
                server -> assertThat(Tool.output(PYTHON, "-c", CLIENT, "http://127.0.0.1:" + server.port())
                                .strip())
                        .isEqualTo("all well"));
    }

    @Test
    void itsServerIsUnderstood() {
        Tool.onALoop(() -> {
            try (Subprocess server = Subprocess.command(PYTHON, "-c", SERVER)
                            .stdout(Stdio.PIPED)
                            .start();
                    ClientSession session = new ClientSession()) {
                String port = server.stdout().reader().lines().iterator().next();
                String base = "http://127.0.0.1:" + port;
                try (ClientResponse response = session.request("GET", base + "/")
                        .header("X-Name", "Ada")
                        .send()) {
                    assertThat(response.text()).isEqualTo("hello Ada");
                }
                try (ClientResponse response = session.post(base + "/echo")
                        .body("x".repeat(1_000_000))
                        .expectContinue(Duration.ofSeconds(30))
                        .send()) {
                    assertThat(response.text()).hasSize(1_000_000);
                }
                MultipartForm form =
                        new MultipartForm().field("name", "Ada").file("file", "a.txt", "text/plain", new byte[10]);
                try (ClientResponse response =
                        session.post(base + "/form").form(form).send()) {
                    assertThat(response.text()).isEqualTo("Ada a.txt");
                }
                try (ClientResponse response = session.get(base + "/stream")) {
                    assertThat(response.text()).isEqualTo("line\n".repeat(100));
                }
                try (WebSocket ws = session.webSocket(base + "/ws")) {
                    ws.send("grün");
                    assertThat(ws.receiveText()).isEqualTo("grün");
                }
                server.kill();
            }
        });
    }
}
