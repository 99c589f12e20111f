import type {SanityClient} from '@sanity/client'
import {useCallback, useState} from 'react'
import {requestDownload} from '../../../../core/changes/exports/exportJob.ts'
import {ticketHash} from '../../../../core/changes/exports/exportLinks.ts'
import {commitOnce, committer} from '../../../../core/changes/commitDecision.ts'
import {base64url} from '../../../../core/crypto/encodings.ts'
import {useErrorReason} from '../../../ui/useProblemText.ts'
import {useApiUrl} from './apiUrlContext.ts'

/** Bytes of a ticket. */
const TICKET_BYTES = 32

/**
 * Downloads the file of an export. The page writes the hash of a random ticket into the export, with the user's
 * rights, and opens the endpoint with the ticket: a page may have no token to send.
 */
export function useExportDownload(client: SanityClient) {
  const apiUrl = useApiUrl()
  const errorReason = useErrorReason()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const download = useCallback(
    async (id: string) => {
      setBusy(true)
      setFailure(null)
      try {
        const ticket = base64url(crypto.getRandomValues(new Uint8Array(TICKET_BYTES)))
        const store = committer(client, 'leads.export.ticket', 'async')
        await commitOnce(store, requestDownload(id, ticketHash(ticket)))
        openFile(`${apiUrl ?? ''}/api/v1/tenant/leads/export/${id}?ticket=${ticket}`)
      } catch (error) {
        setFailure(errorReason(error).reason)
      }
      setBusy(false)
    },
    [apiUrl, client, errorReason],
  )
  return {canDownload: apiUrl !== undefined, isBusy, failure, download}
}

/** In a page of its own, which shows why there is no file if there is none. */
function openFile(url: string): void {
  const link = document.createElement('a')
  link.href = url
  link.target = '_blank'
  link.rel = 'noopener noreferrer'
  link.click()
}
