import {evaluateSync, parse} from 'groq-js'
import {describe, expect, test} from 'vitest'
import {grantsFor, mayDelete, type Permission} from './grants.ts'
import {DOCUMENT_KINDS, KINDS, type DocumentKind} from './kinds.ts'
import {SITE_ROLES, roleName, type SiteRole, type TenantRole} from './roles.ts'
import {withIdPaths} from './idPath.ts'
import {siteDocumentId, tenantDocumentId} from './documentId.ts'

const ULID = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
const PERSON = 'abcdefghijklmnopqrstuvwxyz'
const WRITES = ['create', 'update', 'delete'] as const

function siteRole(role: SiteRole): TenantRole {
  return {kind: 'site', site: 'artameta', role}
}

function allowed(
  role: TenantRole,
  permission: Permission,
  document: object,
  identity = 'u1',
): boolean {
  return grantsFor(role)
    .filter(({permissions}) => permissions.includes(permission))
    .map(({filter}) => withIdPaths(parse(filter)))
    .some((tree) => evaluateSync(tree, {root: document, dataset: [], identity}).data === true)
}

/** What a role may do to a document, such as `create update`. */
function writes(role: SiteRole, document: object, identity?: string): string {
  return WRITES.filter((each) => allowed(siteRole(role), each, document, identity)).join(' ')
}

/** A document of artameta, by a key that its kind has, with everything that a condition may ask. */
function documentOf(kind: DocumentKind, key: string, fields: object = {}) {
  return {
    _id: `artameta.${kind}.${key}`,
    _type: KINDS[kind].type,
    site: 'artameta',
    createdBy: 'u1',
    ...fields,
  }
}

const OWN_NOTE = documentOf('activity', `${PERSON}.${ULID}`, {
  kind: 'note',
  actor: {kind: 'user', id: 'u1'},
})

/** Who may do what, in the words of the declaration: kind, document, editor, administrator. */
const TABLE: [name: string, document: object, editor: string, admin: string][] = [
  ['a lead', documentOf('lead', PERSON), 'create update', 'create update delete'],
  ['a lead by hand', documentOf('lead', ULID), 'create update', 'create update delete'],
  ['a lead with an odd id', documentOf('lead', 'x.y'), '', ''],
  ['a subscriber', documentOf('subscriber', PERSON), '', 'create update delete'],
  ['a submission', documentOf('submission', ULID), '', 'delete'],
  ['a suppression', documentOf('suppression', PERSON), '', 'create update'],
  ['a note of one’s own', OWN_NOTE, 'create', 'create'],
  ['a note that is recorded', {...OWN_NOTE, auditSeq: 0}, '', ''],
  ['a note of somebody else', {...OWN_NOTE, actor: {kind: 'user', id: 'u2'}}, '', ''],
  ['a note of a function', {...OWN_NOTE, actor: {kind: 'function', id: 'u1'}}, '', ''],
  ['a consent by hand', {...OWN_NOTE, kind: 'consent'}, '', 'create'],
  ['a form that was sent', {...OWN_NOTE, kind: 'submission'}, '', ''],
  ['a mail that was sent', {...OWN_NOTE, kind: 'email.sent'}, '', ''],
  ['an e-mail', documentOf('email', ULID, {kind: 'oneOff', status: 'queued'}), 'create', 'create'],
  ['a confirmation', documentOf('email', ULID, {kind: 'confirmation', status: 'queued'}), '', ''],
  ['a sent e-mail', documentOf('email', ULID, {kind: 'oneOff', status: 'sent'}), '', ''],
  ['a segment', documentOf('segment', ULID), 'create update', 'create update delete'],
  ['a list', documentOf('list', ULID), 'create update', 'create update delete'],
  ['a campaign', documentOf('campaign', ULID), 'create update', 'create update delete'],
  ['a custom field', documentOf('field', PERSON), 'create', 'create delete'],
  ['a mapping', documentOf('mapping', PERSON), 'create update delete', 'create update delete'],
  [
    'a mapping of somebody else',
    documentOf('mapping', PERSON, {createdBy: 'u2'}),
    'update delete',
    'update delete',
  ],
  ['a view', documentOf('view', ULID), 'create update', 'create update delete'],
  [
    'a locked view',
    documentOf('view', ULID, {lock: {by: 'u1'}}),
    'create update',
    'create update delete',
  ],
  [
    'a view of somebody else',
    documentOf('view', ULID, {createdBy: 'u2'}),
    'update',
    'update delete',
  ],
  [
    'a locked view of somebody else',
    documentOf('view', ULID, {createdBy: 'u2', lock: {by: 'u2'}}),
    '',
    'update delete',
  ],
  ['a bulk change', documentOf('bulk', ULID), 'create update', 'create update delete'],
  [
    'a bulk change of somebody else',
    documentOf('bulk', ULID, {createdBy: 'u2'}),
    '',
    'update delete',
  ],
  ['a deletion', documentOf('bulk', `delete.${ULID}`), '', 'create update delete'],
  [
    'a deletion of somebody else',
    documentOf('bulk', `delete.${ULID}`, {createdBy: 'u2'}),
    '',
    'update delete',
  ],
  ['an import', documentOf('import', ULID), 'create update', 'create update'],
  ['an import of somebody else', documentOf('import', ULID, {createdBy: 'u2'}), '', 'update'],
  ['an undo of an import', documentOf('import', `undo.${ULID}`), '', 'create update'],
  [
    'an undo of somebody else',
    documentOf('import', `undo.${ULID}`, {createdBy: 'u2'}),
    '',
    'update',
  ],
  ['the statement of an import', documentOf('consent', `import.${ULID}`), '', ''],
  ['an export', documentOf('export', ULID), '', 'create update delete'],
  ['an export of somebody else', documentOf('export', ULID, {createdBy: 'u2'}), '', 'delete'],
  ['a page’s chunk', documentOf('chunk', `page.${ULID}.000000`), 'create update', 'create update'],
  [
    'a page’s chunk of somebody else',
    documentOf('chunk', `page.${ULID}.000000`, {createdBy: 'u2'}),
    '',
    '',
  ],
  ['a function’s chunk', documentOf('chunk', `job.${ULID}.000000`), '', ''],
  ['a chunk of neither', documentOf('chunk', ULID), '', ''],
  ['the rule', documentOf('rule', 'customers', {tenantMayEdit: true}), '', 'update'],
  ['the rule of the network', documentOf('rule', 'customers', {tenantMayEdit: false}), '', ''],
  ['a snapshot', documentOf('snapshot', ULID), '', ''],
  ['a refresh', documentOf('refresh', ULID), '', 'create update delete'],
  ['a refresh of somebody else', documentOf('refresh', ULID, {createdBy: 'u2'}), '', 'delete'],
  ['a refresh of the network', documentOf('refresh', `network.${ULID}`), '', ''],
  ['a privacy request', documentOf('privacy', ULID, {state: 'searching'}), '', ''],
  ['a privacy request that waits', documentOf('privacy', ULID, {state: 'held'}), '', 'update'],
  ['the register of consent texts', documentOf('consent', 'texts'), '', ''],
  ['an audit event', documentOf('audit', '000000000001'), '', ''],
  ['the end of the trail', documentOf('head', 'trail'), '', ''],
  ['the sign that the trail is behind', documentOf('pending', 'trail'), 'create', 'create'],
]

describe('who may write what', () => {
  test.each(TABLE)('%s', (_name, document, editor, admin) => {
    expect(writes('viewer', document)).toBe('')
    expect(writes('editor', document)).toBe(editor)
    expect(writes('admin', document)).toBe(admin)
  })

  test('the table has every kind', () => {
    const named = new Set(TABLE.map(([, document]) => '_id' in document && document._id))
    const kinds = [...named].map((id) => String(id).split('.')[1])
    expect(DOCUMENT_KINDS.filter((kind) => !kinds.includes(kind))).toEqual([])
  })

  test.each(TABLE)(
    '%s: the type and the site must be those that the id says',
    (_name, document) => {
      for (const role of SITE_ROLES) {
        for (const lie of [
          {_type: 'auditEvent'},
          {_type: 'leadSubmission'},
          {_type: undefined},
          {site: 'bluefern'},
          {site: undefined},
          {site: ['artameta']},
        ]) {
          const forged = {...document, ...lie}
          if (JSON.stringify(forged) === JSON.stringify(document)) continue
          if ('_type' in document && document._type === forged._type && !('site' in lie)) continue
          expect(writes(role, forged)).toBe('')
        }
      }
    },
  )

  test.each(TABLE)('%s: nobody writes to another site or outside it', (_name, document) => {
    const {_id} = {_id: '', ...document}
    const ids = [
      _id.replace('artameta.', 'bluefern.'),
      _id.replace('artameta.', 'artametaphor.'),
      _id.replace('artameta.', 'network.'),
      `drafts.${_id}`,
      `versions.r1.${_id}`,
      `${_id}.more`,
      'artameta',
      'site.artameta',
    ]
    for (const role of SITE_ROLES) {
      for (const id of ids) {
        expect(writes(role, {...document, _id: id})).toBe('')
        expect(writes(role, {...document, _id: id, site: 'bluefern'})).toBe('')
      }
    }
  })
})

describe('who may read', () => {
  test('everything of the site and its registry entry, whatever the document says', () => {
    for (const role of SITE_ROLES) {
      for (const _id of ['artameta.lead.a', 'artameta.audit.1', 'artameta.odd', 'site.artameta']) {
        expect(allowed(siteRole(role), 'read', {_id, site: 'bluefern'})).toBe(true)
        expect(allowed(siteRole(role), 'history', {_id})).toBe(true)
      }
      for (const _id of [
        'bluefern.lead.a',
        'artametaphor.lead.a',
        'network.audit.1',
        'site.bluefern',
      ]) {
        expect(allowed(siteRole(role), 'read', {_id, site: 'artameta'})).toBe(false)
      }
    }
  })

  test('superadmins reach everything', () => {
    for (const permission of [...WRITES, 'read', 'history', 'manage'] as const) {
      expect(allowed({kind: 'superadmin'}, permission, {_id: 'network.audit.1'})).toBe(true)
    }
  })
})

const SITES = ['artameta', 'artametaphor', 'bluefern']
const DOCUMENTS = SITES.flatMap((site) => [
  {_id: siteDocumentId(site), _type: 'site', site},
  ...DOCUMENT_KINDS.map((kind) => ({
    _id: tenantDocumentId(site, kind, 'x'),
    _type: KINDS[kind].type,
    site,
  })),
])
const ROLES: TenantRole[] = [
  {kind: 'superadmin'},
  ...SITE_ROLES.map((role): TenantRole => ({kind: 'site', site: 'artameta', role})),
]

function isGranted(role: TenantRole, document: object): boolean {
  return grantsFor(role)
    .filter(({permissions}) => permissions.includes('delete'))
    .map(({filter}) => withIdPaths(parse(filter)))
    .some((tree) => evaluateSync(tree, {root: document, dataset: []}).data === true)
}

describe('mayDelete', () => {
  test.each(ROLES.map((role) => [roleName(role), role] as const))(
    'says of every kind of document what the grants of %s say',
    (_name, role) => {
      const deletable = DOCUMENTS.filter(({_id}) => mayDelete(role, _id))
      expect(deletable).toEqual(DOCUMENTS.filter((document) => isGranted(role, document)))
    },
  )

  test('leaves records of what happened to a person to superadmins', () => {
    const admin: TenantRole = {kind: 'site', site: 'artameta', role: 'admin'}
    for (const kind of ['activity', 'audit', 'suppression'] as const) {
      expect(mayDelete(admin, tenantDocumentId('artameta', kind, 'x'))).toBe(false)
    }
    expect(mayDelete(admin, 'artameta.lead.x')).toBe(true)
    expect(mayDelete(admin, 'drafts.artameta.lead.x')).toBe(false)
  })
})
