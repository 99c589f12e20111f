import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {ImportMapping} from '../../../../core/imports/importMapping.ts'
import {rememberedMappingId} from '../../../../core/imports/rememberedMapping.ts'
import {clientAs} from '../../../../local/api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../../../../local/api/testing/testStack.ts'
import {forget, readRemembered, saveMapping} from './rememberedMappings.ts'

const HEADINGS = ['E-Mail', 'Filiale']

function mappingTo(name: string): ImportMapping {
  return {
    version: 1,
    columns: [
      {heading: 'E-Mail', target: {kind: 'field', field: 'email'}},
      {heading: 'Filiale', target: {kind: 'custom', name, type: 'text'}},
    ],
  }
}

describe.each(MODES)('mappings that are remembered ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())

  const save = (user: string, mapping: ImportMapping) =>
    saveMapping(clientAs(stack, user), {site: 'artameta', mapping, userId: user})
  const read = async (user: string) =>
    (await readRemembered(clientAs(stack, user), 'artameta', [HEADINGS]))[0]

  test('are shared by the editors of a site, say who saved them, and can be forgotten', async () => {
    expect(await read('artameta-editor')).toBeNull()
    await save('artameta-editor', mappingTo('Branch'))
    const first = await read('artameta-admin')
    expect(first).toMatchObject({by: 'artameta-editor', mapping: mappingTo('Branch')})
    await save('artameta-admin', mappingTo('Branch'))
    expect(await read('artameta-editor')).toMatchObject({by: 'artameta-editor'})
    await save('artameta-admin', mappingTo('Shop'))
    const second = await read('artameta-editor')
    expect(second).toMatchObject({by: 'artameta-admin', mapping: mappingTo('Shop')})
    if (second) await forget(clientAs(stack, 'artameta-editor'), second)
    expect(await read('artameta-admin')).toBeNull()
  })

  test('are of one site, and of no viewer', async () => {
    await expect(save('artameta-viewer', mappingTo('Branch'))).rejects.toThrow(/permission/iu)
    await expect(save('bluefern-admin', mappingTo('Branch'))).rejects.toThrow(/permission/iu)
    expect(await read('artameta-editor')).toBeNull()
  })

  test('name nobody but their author', async () => {
    const client = clientAs(stack, 'artameta-editor')
    const document = {
      _id: rememberedMappingId('artameta', HEADINGS) ?? '',
      _type: 'importMapping',
      site: 'artameta',
      mapping: JSON.stringify(mappingTo('Branch')),
      createdBy: 'artameta-admin',
    }
    await expect(client.create(document, {tag: 'leads.test.mapping'})).rejects.toThrow(
      /permission/iu,
    )
  })
})
