import {Box, Button, Dialog, Flex, Stack} from '@sanity/ui'
import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  type SyntheticEvent,
} from 'react'
import {useTranslation} from 'sanity'
import {FailureNotice} from './Notice.tsx'
import {uiLocaleNamespace} from './uiLocale.ts'

/** The button of a dialog that does what the dialog is for. Enter in a field presses it too. */
export interface DialogConfirm {
  text: string
  /** `critical` for what deletes or ends something. */
  tone?: 'caution' | 'critical' | 'primary'
  isDisabled?: boolean
  /** Whether the work is going on. */
  isBusy?: boolean
  onConfirm: () => void
}

/** What a {@link DialogFrame} shows. */
export interface DialogFrameProps {
  title: string
  /** Left out where there is nothing to confirm; `null` while there is not. */
  confirm?: DialogConfirm | null
  /** Text of the button that closes; “Cancel” beside a confirming button, else “Close”. */
  closeText?: string | undefined
  isCloseDisabled?: boolean
  /** What the closing button does instead of closing, such as stopping work that is going on. */
  onCancel?: (() => void) | null
  /** Further buttons, before the confirming one. */
  actions?: ReactNode
  /** A short text at the left of the buttons. */
  note?: ReactNode
  /** Replaces the buttons; `null` for a dialog without any. */
  footer?: ReactNode
  /** Why what was asked for was not done. */
  failures?: readonly string[]
  isLoading?: boolean
  width?: ComponentProps<typeof Dialog>['width']
  /** Space between the parts of the body. */
  gap?: ComponentProps<typeof Stack>['gap']
  onClose: () => void
  /** Called on a click beside the dialog. */
  onClickOutside?: () => void
  children: ReactNode
}

/**
 * A dialog of the tools: title, body and buttons. Its first text field takes the focus, or the button
 * that closes it where it has none. Escape closes it; then what had the focus before gets it back.
 */
export function DialogFrame(props: DialogFrameProps) {
  const {title, confirm, failures = [], isLoading = false, width = 1, gap = 4} = props
  const {onClose, onClickOutside, children} = props
  const id = useId()
  const body = useRef<HTMLDivElement>(null)
  const closeButton = useRef<HTMLButtonElement>(null)
  useDialogFocus(body, closeButton)
  const submit = () => {
    if (confirm && !confirm.isDisabled && !confirm.isBusy) confirm.onConfirm()
  }
  const form = {
    as: 'form' as const,
    id: `${id}-form`,
    noValidate: true,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
      event.stopPropagation()
      submit()
    },
    onSubmit: (event: SyntheticEvent) => {
      event.preventDefault()
      // A form around the dialog is another one: events of React pass through portals.
      event.stopPropagation()
      submit()
    },
  }
  const footer =
    props.footer === undefined ? (
      <DialogButtons {...props} closeButton={closeButton} formId={form.id} />
    ) : (
      props.footer
    )
  return (
    <Dialog
      footer={footer}
      header={title}
      id={id}
      onClickOutside={onClickOutside}
      onClose={onClose}
      width={width}
    >
      <Box padding={4} {...(confirm === undefined ? {} : form)}>
        <Stack aria-busy={isLoading} gap={gap} ref={body}>
          {children}
          {failures.map((reason) => (
            <FailureNotice key={reason} reason={reason} />
          ))}
        </Stack>
      </Box>
    </Dialog>
  )
}

/** The buttons of a dialog: closing, what else can be done, and confirming. */
function DialogButtons(
  props: DialogFrameProps & {
    formId: string
    closeButton: RefObject<HTMLButtonElement | null>
  },
) {
  const {confirm, closeText, isCloseDisabled = false, actions, note, formId, closeButton} = props
  const {t} = useTranslation(uiLocaleNamespace)
  return (
    <Flex align="center" gap={2} justify="flex-end" paddingX={4} paddingY={3} wrap="wrap">
      {note && <Box flex={1}>{note}</Box>}
      <Button
        disabled={isCloseDisabled}
        fontSize={1}
        mode="bleed"
        onClick={props.onCancel ?? props.onClose}
        padding={3}
        ref={closeButton}
        text={closeText ?? t(confirm ? 'dialog.cancel' : 'dialog.close')}
      />
      {actions}
      {confirm && (
        <Button
          disabled={confirm.isDisabled || confirm.isBusy}
          fontSize={1}
          form={formId}
          loading={confirm.isBusy}
          padding={3}
          text={confirm.text}
          tone={confirm.tone ?? 'primary'}
          type="submit"
        />
      )}
    </Flex>
  )
}

const TEXT_FIELD = 'input:not([type=checkbox], [type=radio], :disabled), textarea, select'

/** Where the focus is when the dialog opens, and after it is closed. */
function useDialogFocus(
  body: RefObject<HTMLElement | null>,
  closeButton: RefObject<HTMLElement | null>,
): void {
  useLayoutEffect(() => {
    // Before the dialog itself takes the focus, which it does in an effect.
    const opener = document.activeElement
    return () => {
      requestAnimationFrame(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body
        if (isLost && opener instanceof HTMLElement) opener.focus()
      })
    }
  }, [])
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const dialog = body.current?.closest('[role="dialog"]')
      const focused = document.activeElement
      // Its first button, which closes it, takes the focus unless a part of it did.
      const isTaken = dialog?.contains(focused) && focused !== dialog.querySelector('button')
      if (isTaken) return
      const field = body.current?.querySelector<HTMLElement>(TEXT_FIELD)
      ;(field ?? closeButton.current)?.focus()
    })
    return () => cancelAnimationFrame(frame)
  }, [body, closeButton])
}
