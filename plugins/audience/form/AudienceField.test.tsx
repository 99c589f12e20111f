// @vitest-environment jsdom
import {cleanup, configure, fireEvent, screen} from '@testing-library/react'
import {expect, test} from 'vitest'
import {memoryStore} from '../../ui/testing/memoryStore.ts'
import {
  IN_BASE,
  IS_NEW,
  renderInStudio,
  testDefinition,
  testSegment,
} from '../testing/audienceStudio.tsx'
import {AudienceOfField} from './AudienceField.tsx'

configure({defaultHidden: false})

async function show(value: string, failure: Error | null = null) {
  const store = memoryStore([testSegment('Base', IS_NEW)])
  store.failWith('leads.audience.options', failure)
  await renderInStudio(store, <AudienceOfField value={value} />)
  return store
}

test('an audience is described with links to its segments', async () => {
  await show(testDefinition(IN_BASE))
  expect(await screen.findByText('In segment “Base”.')).toBeTruthy()
  const link = screen.getByRole('link', {name: 'Base'})
  expect(link.getAttribute('href')).toContain('/intent/edit-segment/id=alpha.segment.Base')
})

test('a missing audience explains how to choose one', async () => {
  await show('')
  expect(await screen.findByText(/^Nobody yet\. .*“Use in campaign”/)).toBeTruthy()
})

test('an audience that cannot be described shows the reason, and a missing segment has no link', async () => {
  await show(testDefinition({...IN_BASE, value: ['alpha.segment.gone']}))
  const reason = await screen.findByText(/can’t be shown: The segment/)
  expect(reason.closest('[role="alert"]')).toBeTruthy()
  expect(screen.queryByRole('link')).toBeNull()
  cleanup()
  await show('{"version":')
  expect(await screen.findByText(/can’t be shown: The definition is not/)).toBeTruthy()
})

test('segments that could not be read are read again on request', async () => {
  const denied = Object.assign(new Error('no'), {statusCode: 403})
  await show(testDefinition(IN_BASE), denied)
  expect(
    await screen.findByText('You don’t have access to the fields, lists and segments of this site'),
  ).toBeTruthy()
  cleanup()
  const store = await show(testDefinition(IN_BASE), new Error('network'))
  const retry = await screen.findByRole('button', {name: 'Try again'})
  store.failWith('leads.audience.options', null)
  fireEvent.click(retry)
  expect(await screen.findByText('In segment “Base”.')).toBeTruthy()
})
