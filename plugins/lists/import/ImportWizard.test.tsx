// @vitest-environment jsdom
import {File} from 'node:buffer'
import {QueryClient, QueryClientProvider} from '@tanstack/react-query'
import {fireEvent, render, screen, waitFor} from '@testing-library/react'
import {describe, expect, test} from 'vitest'
import {customFieldId, MAX_CUSTOM_FIELDS} from '../../../core/leads/registeredFields.ts'
import {grantsFor} from '../../../core/tenancy/grants.ts'
import {TEST_SITE, testLead} from '../../leads/testLeads.ts'
import type {WorkspaceSite} from '../../ui/siteContext.tsx'
import {memoryStore} from '../../ui/testing/memoryStore.ts'
import {TestStudio, testWorkspace} from '../../ui/testing/TestStudio.tsx'
import {listsTool} from '../listsTool.ts'
import {ImportWizard} from './ImportWizard.tsx'
import {createFileParser} from './parsing/createFileParser.ts'

const button = (name: string) => screen.findByRole('button', {name})

async function open(lines: readonly string[], site: WorkspaceSite = TEST_SITE, leads = 0) {
  const documents = Array.from({length: leads}, (_, number) => testLead(number))
  const store = memoryStore(documents, grantsFor({kind: 'site', site: 'alpha', role: 'editor'}))
  const workspace = await testWorkspace([listsTool()], store)
  render(
    <TestStudio site={site} workspace={workspace}>
      <QueryClientProvider client={new QueryClient()}>
        <ImportWizard parser={createFileParser()} />
      </QueryClientProvider>
    </TestStudio>,
  )
  await screen.findByText('Import leads')
  const input = await waitFor(() => {
    const found = document.querySelector('input[type=file]')
    if (!found) throw new Error('There is no input for files.')
    return found
  })
  const file = new File([lines.join('\n')], 'people.csv', {type: 'text/csv'})
  fireEvent.change(input, {target: {files: [file]}})
  await screen.findByRole('heading', {name: 'people.csv'})
  return store
}

const PEOPLE = ['Name,E-mail', 'Ada,ada@example.com', 'Bo,bo@example.com', 'Cy,cy@example.com']
const FIELDS = [
  'Name,E-mail,Badge,Booth',
  'Ada,ada@example.com,A 1,North',
  'Bo,bo@example.com,A 2,South',
]

const isDisabled = async (name: string) => (await button(name)).hasAttribute('disabled')
const fieldsOf = (documents: ReadonlyMap<string, {_type: string}>) =>
  [...documents.values()].filter(({_type}) => _type === 'customField')

function fieldsOfSite(count: number): WorkspaceSite {
  const customFields = Array.from({length: count}, (_, index) => {
    const name = `field${index}`
    return {_id: customFieldId('alpha', name), name, title: name, type: 'text' as const}
  })
  return {...TEST_SITE, customFields}
}

describe('beside Next', () => {
  test('is written why columns keep from going on, and nothing else', async () => {
    await open(PEOPLE)
    fireEvent.click(await button('Next'))
    const column = await screen.findByLabelText('Import E-mail as')
    expect(await isDisabled('Next')).toBe(false)
    expect(screen.queryByRole('alert')).toBeNull()
    fireEvent.change(column, {target: {value: 'ignore'}})
    await screen.findByText('Solve the problems that are marked in red above. Then continue.')
    expect(await isDisabled('Next')).toBe(true)
    fireEvent.change(column, {target: {value: 'field:email'}})
    await waitFor(async () => expect(await isDisabled('Next')).toBe(false))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  test('is written that the consent is not stated, once somebody tries to go on', async () => {
    await open(['E-mail,Newsletter', 'ada@example.com,yes', 'bo@example.com,no'])
    fireEvent.click(await button('Next'))
    await screen.findByLabelText('Import Newsletter as')
    fireEvent.click(await button('Next'))
    const check = await button('Check the rows')
    const text = 'Something is missing under “Did these people agree to get the newsletter?”.'
    expect(screen.queryByText(text)).toBeNull()
    fireEvent.click(check)
    await screen.findByText(text)
    fireEvent.click(screen.getByLabelText('No, or not known'))
    await waitFor(() => expect(screen.queryByText(text)).toBeNull())
  })

  test('is written that a site has no room for several new fields together', async () => {
    const {documents} = await open(FIELDS, fieldsOfSite(MAX_CUSTOM_FIELDS - 1))
    fireEvent.click(await button('Next'))
    await screen.findByLabelText('Import Badge as')
    expect(screen.getAllByText(/^New field “/u).map(({textContent}) => textContent)).toEqual([
      'New field “Badge”',
      'New field “Booth”',
    ])
    fireEvent.click(await button('Next'))
    await screen.findByText(/A site can have 200 custom fields/u)
    expect(screen.queryByText('Check the rows')).toBeNull()
    expect(fieldsOf(documents)).toEqual([])
  })
})

describe('new custom fields', () => {
  test('are named for the columns, and none is created before the import starts', async () => {
    const {documents} = await open(FIELDS)
    fireEvent.click(await button('Next'))
    const booth = await screen.findByLabelText('Import Booth as')
    fireEvent.change(booth, {target: {value: 'new-field'}})
    fireEvent.change(await screen.findByLabelText('Name'), {target: {value: 'E-mail'}})
    fireEvent.click(await button('Create field'))
    await screen.findByText(/Every lead has the field “E-mail”/u)
    fireEvent.change(await screen.findByLabelText('Name'), {target: {value: 'Hall and booth'}})
    fireEvent.click(await button('Create field'))
    await waitFor(() => expect(Reflect.get(booth, 'value')).toBe('custom:hallAndBooth'))
    await screen.findByRole('columnheader', {name: 'Hall and booth'})
    fireEvent.click(await button('Next'))
    await button('Check the rows')
    fireEvent.click(await button('Back'))
    const badge = await screen.findByLabelText('Import Badge as')
    expect(Reflect.get(badge, 'value')).toBe('custom:badge')
    expect(screen.getAllByRole('option', {name: 'Hall and booth'})).toHaveLength(4)
    expect(fieldsOf(documents)).toEqual([])
  })
})

describe('the plan of the site', () => {
  test('is told as soon as the rows of the files are counted, with how many fit at most', async () => {
    await open(PEOPLE, {...TEST_SITE, planLimit: 6}, 4)
    await screen.findByText(/has room for 6 leads, and there are 4/u)
    await screen.findByText(/The files have 3 rows, of which at most 2 can become new leads/u)
    expect(await isDisabled('Next')).toBe(false)
  })

  test('is not mentioned while the rows fit', async () => {
    const {requests} = await open(PEOPLE, {...TEST_SITE, planLimit: 7}, 4)
    await waitFor(() => expect(requests).toContain('leads.import.plan'))
    fireEvent.click(await button('Next'))
    await screen.findByLabelText('Import E-mail as')
    expect(screen.queryByText(/has room for/u)).toBeNull()
  })
})
