import {useToast} from '@sanity/ui/toast'
import {useState} from 'react'
import type {DocumentActionDescription} from 'sanity'
import {errorReason} from '../../ui/errorReason.ts'

/** What somebody confirms, and what is done then. */
export interface ConfirmedAction {
  tone: 'critical' | 'positive'
  message: string
  confirmButtonText: string
  /** Does it, and says what came of it. */
  work: () => Promise<void>
  /** Says that it failed; the reason stands below. */
  failed: string
}

/** The part of a document's action that asks before it does something, and tells when that failed. */
export function useConfirmedAction(
  action: ConfirmedAction,
): Pick<DocumentActionDescription, 'dialog' | 'disabled' | 'onHandle'> {
  const {tone, message, confirmButtonText, work, failed} = action
  const toast = useToast()
  const [isOpen, setOpen] = useState(false)
  const [isWorking, setWorking] = useState(false)
  const confirm = async () => {
    setOpen(false)
    setWorking(true)
    try {
      await work()
    } catch (error) {
      const description = errorReason(error).reason
      toast.push({closable: true, description, status: 'error', title: failed})
    }
    setWorking(false)
  }
  return {
    disabled: isWorking,
    onHandle: () => setOpen(true),
    dialog: isOpen && {
      type: 'confirm',
      tone,
      message,
      confirmButtonText,
      onCancel: () => setOpen(false),
      onConfirm: () => void confirm(),
    },
  }
}
