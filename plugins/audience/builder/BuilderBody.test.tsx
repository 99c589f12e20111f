// @vitest-environment jsdom
import {fireEvent, screen} from '@testing-library/react'
import {useState} from 'react'
import {expect, test} from 'vitest'
import {
  EVERYBODY,
  type AudienceDefinition,
  type AudienceRule,
} from '../../../core/audience/definition.ts'
import {TEST_SITE} from '../../leads/testLeads.ts'
import {memoryStore} from '../../ui/testing/memoryStore.ts'
import {audienceSource} from '../source/audienceSource.ts'
import {useAudienceCheck} from '../source/useAudienceSource.ts'
import {renderInStudio} from '../testing/audienceStudio.tsx'
import {BuilderBody} from './BuilderBody.tsx'

const NO_REFERENCES = {segments: [], lists: [], campaigns: [], newest: []}
const SOURCE = audienceSource(TEST_SITE, NO_REFERENCES, new Map())

function Builder(props: {rules: AudienceRule[]}) {
  const root = {...EVERYBODY.root, rules: props.rules}
  const [value, setValue] = useState<AudienceDefinition>({...EVERYBODY, root})
  const checked = useAudienceCheck(SOURCE, value, null)
  return (
    <BuilderBody
      checked={checked}
      isReadOnly={false}
      onChange={setValue}
      segmentId={null}
      source={SOURCE}
      value={value}
    />
  )
}

const isInvalid = () => screen.getByRole('textbox').getAttribute('aria-invalid')

test('a new condition is no error until the user has changed its value', async () => {
  await renderInStudio(memoryStore([]), <Builder rules={[]} />)
  fireEvent.click(await screen.findByRole('button', {name: 'Condition'}))
  fireEvent.click(await screen.findByRole('button', {name: 'Field: Status'}))
  fireEvent.click(await screen.findByRole('option', {name: 'Company'}))
  await screen.findByText('Enter a text.')
  expect(isInvalid()).toBe('false')
  fireEvent.change(screen.getByRole('textbox'), {target: {value: 'Acme'}})
  expect(screen.queryByText('Enter a text.')).toBeNull()
  fireEvent.change(screen.getByRole('textbox'), {target: {value: ''}})
  await screen.findByText('Enter a text.')
  expect(isInvalid()).toBe('true')
})

test('a stored condition without a value is an error at once', async () => {
  const stored = {id: 'r', field: 'company', operator: 'contains'}
  await renderInStudio(memoryStore([]), <Builder rules={[stored]} />)
  await screen.findByText('Enter a text.')
  expect(isInvalid()).toBe('true')
})
