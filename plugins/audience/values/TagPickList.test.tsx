// @vitest-environment jsdom
import {configure, fireEvent, screen, waitFor} from '@testing-library/react'
import {expect, test, vi} from 'vitest'
import {testLead} from '../../leads/testLeads.ts'
import {memoryStore} from '../../ui/testing/memoryStore.ts'
import {renderInStudio} from '../testing/audienceStudio.tsx'
import {TagPickList} from './TagPickList.tsx'

configure({defaultHidden: false})

test('a typed tag is found even when few leads have it, as are tags with the same beginning', async () => {
  const store = memoryStore([
    {...testLead(1), tags: ['Quarry-east', 'vip']},
    {...testLead(2), tags: ['quarry-west']},
    {...testLead(3), tags: ['vip', 'second only']},
    {...testLead(4), site: 'other', tags: ['quarry-foreign']},
  ])
  const onPick = vi.fn<(value: string) => void>()
  await renderInStudio(
    store,
    <TagPickList
      groups={[{title: null, options: [{value: 'vip', title: 'vip'}]}]}
      isMultiple
      label="Tags"
      onClose={() => undefined}
      onPick={onPick}
      selected={[]}
      takesOthers
    />,
  )
  await screen.findByText('From the newest 500 leads. Type to find others.')
  const options = () => screen.getAllByRole('option').map(({textContent}) => textContent)
  expect(options()).toEqual(['vip'])
  expect(store.requests).toEqual([])

  const search = screen.getByRole('combobox')
  const type = (value: string) => fireEvent.change(search, {target: {value}})
  type('q')
  type('qu')
  type('quar')
  await waitFor(() => {
    expect(options()).toEqual(['Quarry-east', 'quarry-west', 'Use “quar”, which no lead has'])
  })
  // Who types on is not asked for.
  expect(store.requests).toEqual(['leads.audience.tag'])
  type('second only')
  await screen.findByRole('option', {name: 'Use “second only”, which 1 lead has'})
  fireEvent.keyDown(search, {key: 'Enter'})
  expect(onPick.mock.calls).toEqual([['second only']])

  store.failWith('leads.audience.tag', new Error('away'))
  type('third')
  await waitFor(() => expect(store.requests).toHaveLength(3))
  screen.getByRole('option', {name: 'Use “third”'})
})
