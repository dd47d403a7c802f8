import { fakeEndpoint } from './endpoint/fake-endpoint.ts'

/** node serve-fake-endpoint.ts TTFT_MS TPOT_MS BURST: prints the port that it listens on. A process of its own. */
const [ttftMs = 100, tpotMs = 20, burst = 1] = process.argv.slice(2).map(Number)
const { server } = fakeEndpoint({ ttftMs, tpotMs, burst })
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) console.log(address.port)
})
