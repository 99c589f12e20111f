// @vitest-environment jsdom
import {fireEvent, screen, within} from '@testing-library/react'
import {expect, test, vi} from 'vitest'
import {memoryStore} from '../ui/testing/memoryStore.ts'
import {AudiencePanel} from './AudiencePanel.tsx'
import {renderInStudio} from './testing/audienceStudio.tsx'

test('Escape in a dialog of the filter does not close the filter', async () => {
  const onClose = vi.fn()
  await renderInStudio(
    memoryStore([]),
    <AudiencePanel onChange={() => {}} onClose={onClose} onSave={null} value={null} />,
  )
  fireEvent.click(await screen.findByRole('button', {name: 'Why is a lead included?'}))
  const dialog = await screen.findByRole('dialog')
  const search = within(dialog).getByRole('textbox')
  expect(search.getAttribute('placeholder')).toBe('Find a lead: name, e-mail or company')
  fireEvent.keyDown(search, {key: 'Escape'})
  expect(onClose).not.toHaveBeenCalled()
  fireEvent.keyDown(screen.getByText('Filter', {selector: 'h2, h2 *'}), {key: 'Escape'})
  expect(onClose).toHaveBeenCalledOnce()
})
