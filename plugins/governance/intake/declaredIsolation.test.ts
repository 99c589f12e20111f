import {expect, test} from 'vitest'
import {declaredIsolation} from './declaredIsolation.ts'

test('the declared roles of a site keep to it', async () => {
  await expect(declaredIsolation('alpha', 'beta')).resolves.toMatchObject({status: 'isolated'})
  await expect(declaredIsolation('alpha', null)).resolves.toMatchObject({status: 'isolated'})
})
