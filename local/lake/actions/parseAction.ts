import {z} from 'zod'

const document = z.looseObject({_id: z.string().optional(), _type: z.string()})
const id = z.string().min(1)
const purge = z.boolean().optional()

const ACTION = z.discriminatedUnion('actionType', [
  z.object({
    actionType: z.literal('sanity.action.document.create'),
    publishedId: id,
    attributes: document,
    ifExists: z.enum(['fail', 'ignore']).default('fail'),
  }),
  z.object({
    actionType: z.literal('sanity.action.document.edit'),
    draftId: id,
    publishedId: id,
    patch: z.record(z.string(), z.unknown()),
  }),
  z.object({
    actionType: z.literal('sanity.action.document.publish'),
    draftId: id.optional(),
    versionId: id.optional(),
    publishedId: id,
    ifDraftRevisionId: z.string().optional(),
    ifVersionRevisionId: z.string().optional(),
    ifPublishedRevisionId: z.string().optional(),
  }),
  z.object({
    actionType: z.literal('sanity.action.document.unpublish'),
    draftId: id,
    publishedId: id,
  }),
  z.object({actionType: z.literal('sanity.action.document.discard'), draftId: id, purge}),
  z.object({
    actionType: z.literal('sanity.action.document.delete'),
    publishedId: id,
    includeDrafts: z.array(id).default([]),
    purge,
  }),
  z.object({
    actionType: z.literal('sanity.action.document.replaceDraft'),
    publishedId: id,
    attributes: document,
  }),
  z.object({
    actionType: z.literal('sanity.action.document.version.create'),
    publishedId: id,
    document: document.optional(),
    baseId: id.optional(),
    versionId: id.optional(),
    ifBaseRevisionId: z.string().optional(),
  }),
  z.object({actionType: z.literal('sanity.action.document.version.discard'), versionId: id, purge}),
  z.object({
    actionType: z.literal('sanity.action.document.version.replace'),
    document: document.extend({_id: id}),
  }),
  z.object({
    actionType: z.literal('sanity.action.document.version.unpublish'),
    versionId: id,
    publishedId: id,
  }),
])

/** One action of `POST /data/actions`, checked. */
export type ParsedAction = z.infer<typeof ACTION>

const KNOWN = new Set<string>(ACTION.options.map((option) => option.shape.actionType.value))

/**
 * Reads one action.
 *
 * @returns the action, or what is wrong with it
 */
export function parseAction(value: unknown): ParsedAction | {problem: string} {
  const named = z.object({actionType: z.string()}).safeParse(value)
  if (!named.success) return {problem: 'An action needs an "actionType"'}
  const {actionType} = named.data
  if (!KNOWN.has(actionType)) {
    return {problem: `The action "${actionType}" is not available in this project`}
  }
  const parsed = ACTION.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return {problem: `${actionType}: "${issue?.path.join('.') ?? ''}" ${issue?.message ?? ''}`}
}
