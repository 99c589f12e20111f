import {expect, test} from 'vitest'
import {startTestLake} from '../testLake.ts'

test('a body that is too large is refused, and does not spoil the requests after it', async () => {
  const lake = await startTestLake()
  try {
    const write = (text: string) =>
      fetch(`${lake.url}/v2025-02-19/data/mutate/production`, {
        method: 'POST',
        headers: {authorization: 'Bearer local-superadmin', 'content-type': 'application/json'},
        body: JSON.stringify({mutations: [{create: {_type: 'note', text}}]}),
      })
    for (let round = 0; round < 5; round += 1) {
      const refused = await write('x'.repeat(4_000_001))
      expect(refused.status).toBe(413)
      expect(refused.headers.get('connection')).toBe('close')
      expect(await refused.json()).toMatchObject({error: 'Payload Too Large'})
      expect((await write('short')).status).toBe(200)
    }
  } finally {
    await lake.stop()
  }
})
