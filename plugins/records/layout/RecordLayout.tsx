import {getPublishedId, useEditState, useSchema, type DocumentLayoutProps} from 'sanity'
import {recordProblem} from './recordProblem.ts'
import {RecordNotice} from './RecordNotice.tsx'

function ReadOnlyLayout(props: DocumentLayoutProps) {
  const {documentId, documentType} = props
  const id = getPublishedId(documentId)
  const {ready, draft, published} = useEditState(id, documentType)
  const state = {isReady: ready, hasPublished: published !== null, hasDraft: draft !== null}
  const problem = recordProblem(id, documentType, state)
  return problem ? <RecordNotice id={id} problem={problem} /> : props.renderDefault(props)
}

/**
 * The pane of a document, or a notice where the Studio's own pane could write a record without a
 * decision of core: its notices offer to restore a deleted document and to publish a draft, and a link
 * can open a document with the form of another type.
 */
export function RecordLayout(props: DocumentLayoutProps) {
  const {documentId, documentType} = props
  const schema = useSchema()
  const id = getPublishedId(documentId)
  const problem = recordProblem(id, documentType, null)
  if (problem) return <RecordNotice id={id} problem={problem} />
  const isRecord = schema.get(documentType)?.readOnly === true
  return isRecord ? <ReadOnlyLayout {...props} /> : props.renderDefault(props)
}
