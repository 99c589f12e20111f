// @vitest-environment jsdom
import {cleanup, fireEvent, render, screen, waitFor} from '@testing-library/react'
import {useEffect, useRef, useState, type ReactNode} from 'react'
import {afterEach, beforeAll, describe, expect, test, vi} from 'vitest'
import type {Workspace} from 'sanity'
import {grantsFor} from '../../core/tenancy/grants.ts'
import {segmentsTool} from '../segments/segmentsTool.ts'
import {TEST_SITE} from '../leads/testLeads.ts'
import {DialogFrame, type DialogConfirm, type DialogFrameProps} from './DialogFrame.tsx'
import {memoryStore} from './testing/memoryStore.ts'
import {TestStudio, testWorkspace} from './testing/TestStudio.tsx'

let workspace: Workspace

beforeAll(async () => {
  const store = memoryStore([], grantsFor({kind: 'site', site: 'alpha', role: 'editor'}))
  workspace = await testWorkspace([segmentsTool()], store)
})
afterEach(cleanup)

/** A button that opens a dialog. */
function Opener(props: Partial<DialogFrameProps>) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button onClick={() => setOpen(true)} type="button">
        Open
      </button>
      {isOpen && (
        <DialogFrame {...props} onClose={() => setOpen(false)} title="A question">
          {props.children ?? <p>No field</p>}
        </DialogFrame>
      )}
    </>
  )
}

/** A button that takes the focus when it can be pressed. */
function Start() {
  const [isReady, setReady] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    button.current?.focus()
    if (!isReady) queueMicrotask(() => setReady(true))
  }, [isReady])
  return (
    <button disabled={!isReady} ref={button} type="button">
      Start
    </button>
  )
}

async function openDialog(element: ReactNode): Promise<HTMLElement> {
  render(
    <TestStudio site={TEST_SITE} workspace={workspace}>
      {element}
    </TestStudio>,
  )
  const opener = await screen.findByRole('button', {name: 'Open'})
  opener.focus()
  fireEvent.click(opener)
  await screen.findByRole('dialog', {name: 'A question'})
  return opener
}

const confirm = (onConfirm: () => void, rest: Partial<DialogConfirm> = {}): DialogConfirm => ({
  text: 'Do it',
  onConfirm,
  ...rest,
})

describe('a dialog', () => {
  test('focuses its first text field, and returns the focus to its opener', async () => {
    const opener = await openDialog(
      <Opener confirm={confirm(() => undefined)}>
        <input aria-label="Consent" type="checkbox" />
        <input aria-label="Name" />
      </Opener>,
    )
    const name = screen.getByLabelText('Name')
    await waitFor(() => expect(document.activeElement).toBe(name))
    fireEvent.keyDown(name, {key: 'Escape'})
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await waitFor(() => expect(document.activeElement).toBe(opener))
  })

  test('leaves the focus to a part that took it', async () => {
    await openDialog(
      <Opener confirm={null} footer={<Start />}>
        <input aria-label="Name" />
      </Opener>,
    )
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    expect(document.activeElement).toBe(screen.getByRole('button', {name: 'Start'}))
  })

  test('without a field focuses the close button', async () => {
    await openDialog(<Opener confirm={confirm(() => undefined, {tone: 'critical'})} />)
    const cancel = screen.getByRole('button', {name: 'Cancel'})
    await waitFor(() => expect(document.activeElement).toBe(cancel))
  })

  test('is confirmed by its button, and from a field, unless that is disabled or going on', async () => {
    const onConfirm = vi.fn<() => void>()
    await openDialog(
      <Opener confirm={confirm(onConfirm)}>
        <textarea aria-label="Reason" />
      </Opener>,
    )
    fireEvent.click(screen.getByRole('button', {name: 'Do it'}))
    expect(onConfirm).toHaveBeenCalledTimes(1)
    fireEvent.keyDown(screen.getByLabelText('Reason'), {key: 'Enter', ctrlKey: true})
    expect(onConfirm).toHaveBeenCalledTimes(2)
  })

  test.each([{isDisabled: true}, {isBusy: true}])('is not confirmed while %o', async (state) => {
    const onConfirm = vi.fn<() => void>()
    await openDialog(
      <Opener confirm={confirm(onConfirm, state)}>
        <input aria-label="Name" />
      </Opener>,
    )
    fireEvent.keyDown(screen.getByLabelText('Name'), {key: 'Enter', metaKey: true})
    fireEvent.click(screen.getByRole('button', {name: 'Do it'}))
    expect(onConfirm).not.toHaveBeenCalled()
  })

  test('says what went wrong, and has nothing to confirm when nothing is asked', async () => {
    await openDialog(<Opener failures={['The store is away.']} />)
    expect(screen.getByRole('alert').textContent).toBe('The store is away.')
    expect(screen.getByRole('button', {name: 'Close'})).toBeTruthy()
    expect(screen.queryByRole('button', {name: 'Do it'})).toBeNull()
  })
})
