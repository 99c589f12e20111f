import {mayRead, mayWrite} from './declaredRights.ts'
import type {AttackDocument} from './documents.ts'
import {change, deletion, replacement, type PlannedWrite, type Way, type WayInput} from './ways.ts'

type Verdict = Pick<PlannedWrite, 'expected' | 'after' | 'isOtherFault'>

const FAULTY: Verdict = {expected: 'refused', after: null, isOtherFault: true}

function draftOf(id: string): string {
  return `drafts.${id}`
}

function versionOf(id: string): string {
  return `versions.r1.${id}`
}

function isSeen({caller, before}: WayInput): boolean {
  return before !== null && mayRead(caller, before._id)
}

/** Drafts and versions are documents of other ids, which no role of a site may write. */
function aside({caller}: WayInput, document: AttackDocument): Verdict {
  return mayWrite(caller, 'create', document)
    ? {expected: 'written', after: null, isOtherFault: false}
    : {expected: 'refused', after: null, isOtherFault: false}
}

function way(
  name: string,
  needs: Way['needs'],
  canLie: boolean,
  plan: (input: WayInput) => {operation: object; verdict: Verdict},
): Way {
  return {
    name: `action ${name}`,
    needs,
    canLie,
    plan: (input) => {
      const {operation, verdict} = plan(input)
      const actionType = `sanity.action.document.${name.split(' ')[0] ?? ''}`
      return {api: 'actions', operation: {actionType, ...operation}, ...verdict}
    },
  }
}

/** What is there cannot be created as a draft; what the caller does not see may be, where they may. */
function createdAside(input: WayInput, document: AttackDocument): Verdict {
  return isSeen(input) ? FAULTY : aside(input, document)
}

/** A copy of what is there; nothing can be copied that the caller does not see. */
function copiedAside(input: WayInput, id: string): Verdict {
  const {before} = input
  return before && isSeen(input) ? aside(input, {...before, _id: id}) : FAULTY
}

/** Every action of the API of actions that writes documents. */
export const ACTION_WAYS: readonly Way[] = [
  way('create of a draft', 'absent', true, (input) => {
    const attributes = {...input.wanted, _id: draftOf(input.id)}
    return {
      operation: {publishedId: input.id, attributes},
      verdict: createdAside(input, attributes),
    }
  }),
  way('create of a version', 'absent', true, (input) => {
    const attributes = {...input.wanted, _id: versionOf(input.id)}
    return {
      operation: {publishedId: input.id, attributes, ifExists: 'ignore'},
      verdict: createdAside(input, attributes),
    }
  }),
  way('create of the document itself', 'absent', true, ({id, wanted}) => ({
    operation: {publishedId: id, attributes: wanted},
    verdict: FAULTY,
  })),
  way('edit', 'present', false, (input) => {
    const {id, before} = input
    const after = {...before, _id: id, _type: before?._type ?? '', probeText: 'after'}
    return {
      operation: {draftId: id, publishedId: id, patch: {set: {probeText: 'after'}}},
      verdict: isSeen(input) ? change(input, after, false) : FAULTY,
    }
  }),
  way('edit of a draft', 'present', false, (input) => ({
    operation: {
      draftId: draftOf(input.id),
      publishedId: input.id,
      patch: {set: {probeText: 'after'}},
    },
    verdict: copiedAside(input, draftOf(input.id)),
  })),
  way('publish', 'present', false, ({id}) => ({
    operation: {draftId: draftOf(id), publishedId: id},
    verdict: FAULTY,
  })),
  way('unpublish', 'present', false, (input) => ({
    operation: {draftId: draftOf(input.id), publishedId: input.id},
    verdict: copiedAside(input, draftOf(input.id)),
  })),
  way('delete', 'present', false, (input) => ({
    operation: {publishedId: input.id},
    verdict: isSeen(input) ? deletion(input, false) : FAULTY,
  })),
  way('delete with purge', 'present', false, (input) => ({
    operation: {publishedId: input.id, purge: true},
    verdict: isSeen(input) ? deletion(input, false) : FAULTY,
  })),
  way('discard', 'present', false, ({id}) => ({
    operation: {draftId: draftOf(id), purge: true},
    verdict: FAULTY,
  })),
  way('replaceDraft', 'present', true, (input) => {
    const attributes = {...input.wanted, _id: draftOf(input.id)}
    return {
      operation: {publishedId: input.id, attributes},
      verdict: isSeen(input) ? aside(input, attributes) : FAULTY,
    }
  }),
  way('version.create', 'present', true, (input) => {
    const document = {...input.wanted, _id: versionOf(input.id)}
    return {operation: {publishedId: input.id, document}, verdict: aside(input, document)}
  }),
  way('version.create of a base', 'present', false, (input) => ({
    operation: {publishedId: input.id, baseId: input.id, versionId: versionOf(input.id)},
    verdict: copiedAside(input, versionOf(input.id)),
  })),
  way('version.replace', 'present', true, (input) => ({
    operation: {document: input.wanted},
    verdict: isSeen(input) ? replacement(input) : FAULTY,
  })),
  way('version.discard', 'present', false, ({id}) => ({
    operation: {versionId: versionOf(id)},
    verdict: FAULTY,
  })),
  way('version.unpublish', 'present', false, (input) => ({
    operation: {versionId: versionOf(input.id), publishedId: input.id},
    verdict: copiedAside(input, versionOf(input.id)),
  })),
]
