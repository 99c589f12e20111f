import {
  defineBlueprint,
  defineDocumentFunction,
  defineRobotToken,
  defineScheduledFunction,
  type BlueprintResource,
} from '@sanity/blueprints'
import {AUTHORED_KINDS} from './core/changes/restoreAuthor.ts'
import {
  JOB_KIND_NAMES,
  JOB_KINDS,
  type JobKindDeclaration,
  type JobKindName,
} from './core/jobs/jobKinds.ts'
import {KINDS} from './core/tenancy/kinds.ts'
import {hostedResources, hostedTarget} from './functions/hostedResources.ts'
import {siteRoles} from './functions/siteRoles.ts'

const target = hostedTarget(process.env)

/**
 * Sites whose roles are deployed, separated by commas, such as "artameta,bluefern". Custom roles
 * need Sanity's Enterprise plan; leave it empty on other plans, and every member reaches every site.
 */
const sitesWithRoles = (process.env['LEADS_ROLE_SITES'] ?? '').split(',').filter(Boolean)

const robotToken = target ? {robotToken: '$.resources.leads-functions.token'} : {}

/** What people make of segments, lists, shared views and campaigns. */
const SHARED_PARTS =
  'title, description, definition, definitionVersion, address, search, status, subject, audience'

/** Stacks without schedules have the endpoints do that work (docs/deployment.md). */
const hasSchedules = process.env['LEADS_SCHEDULES'] !== 'none'

/** How often the sweep runs; plans whose schedules are coarser than a minute need another one. */
const sweepSchedule = process.env['LEADS_SWEEP_SCHEDULE'] || '* * * * *'

/**
 * A blueprint whose functions have the project, the dataset and the variables of the environment of
 * whoever deploys it (docs/deployment.md).
 */
function defineOnTarget({resources}: {resources: BlueprintResource[]}) {
  return defineBlueprint({resources: hostedResources(resources, target)})
}

/** The function that carries out a kind of job. Each new turn is a call; its own progress notes are not. */
function jobFunction(kind: JobKindName): BlueprintResource[] {
  const {type, function: runner}: JobKindDeclaration = JOB_KINDS[kind]
  if (!runner) return []
  return [
    defineDocumentFunction({
      name: runner.name,
      src: `functions/${runner.name}`,
      timeout: runner.timeoutS,
      memory: 1,
      ...robotToken,
      event: {
        on: ['create', 'update'],
        filter: `_id in path("*.${kind}.**") && _type == "${type}" && way == "function" && state in ["queued", "running"]
          && delta::changedAny(turn)`,
        projection: '{_id}',
      },
    }),
  ]
}

export default defineOnTarget({
  resources: [
    ...(target
      ? [
          defineRobotToken({
            name: 'leads-functions',
            label: 'Functions of the leads plugin',
            memberships: [
              {resourceType: 'project', resourceId: target.projectId, roleNames: ['editor']},
            ],
          }),
        ]
      : []),
    ...sitesWithRoles.flatMap((site) => siteRoles(site.trim())),
    defineDocumentFunction({
      name: 'process-submission',
      src: 'functions/process-submission',
      timeout: 30,
      memory: 1,
      ...robotToken,
      event: {
        on: ['create'],
        filter: `_id in path("*.submission.*") && _type == "leadSubmission"
          && !defined(processedAt) && spam.verdict != "spam"`,
        projection: '{_id}',
      },
    }),
    defineDocumentFunction({
      name: 'send-mail',
      src: 'functions/send-mail',
      timeout: 60,
      memory: 1,
      ...robotToken,
      event: {
        on: ['create', 'update'],
        filter: `_id in path("*.email.*") && _type == "emailMessage"
          && status == "queued" && delta::changedAny(status)`,
        projection: '{_id}',
      },
    }),
    defineDocumentFunction({
      // The copy of the subscription that leads show follows the subscriber and the suppression. An import
      // writes the copy with the subscriber; where a user pretends to be one, record-trail corrects it.
      name: 'mirror-subscription',
      src: 'functions/mirror-subscription',
      timeout: 30,
      memory: 1,
      ...robotToken,
      event: {
        on: ['create', 'update', 'delete'],
        filter: `(_id in path("*.lead.*") && _type == "lead" && after() != null
            && ((before() == null && after().source.kind != "import")
              || (before() != null && delta::changedAny(subscription))))
          || (_id in path("*.subscriber.*") && _type == "newsletterSubscriber"
            && ((before() == null && after().consentHistory[0].method != "import")
              || (before() != null && (after() == null || delta::changedAny(status)))))
          || (_id in path("*.suppression.*") && _type == "suppression"
            && (before() == null || after() == null || delta::changedAny((reason, liftedAt))))`,
        projection: '{_id}',
      },
    }),
    defineDocumentFunction({
      // ULIDs begin with a 0 until the year 3084, and keys of people never do.
      name: 'file-lead',
      src: 'functions/file-lead',
      timeout: 30,
      memory: 1,
      ...robotToken,
      event: {
        on: ['create'],
        filter: `_id in path("*.lead.*") && _type == "lead" && source.kind == "manual"
          && string::startsWith(string::split(_id, ".lead.")[1], "0")`,
        projection: '{_id}',
      },
    }),
    defineDocumentFunction({
      // Decisions create the document that wakes it; what people share is changed without.
      name: 'record-trail',
      src: 'functions/record-trail',
      timeout: 60,
      memory: 1,
      ...robotToken,
      event: {
        on: ['create', 'update', 'delete'],
        filter: `(_id in path("*.pending.trail") && before() == null)
          || (_type in ["segment", "leadList", "savedView", "campaign", "customField",
              "importMapping"]
            && (before() == null || after() == null || delta::changedAny((${SHARED_PARTS}, lock))))
          || _type in ["site", "customerSyncRule"]`,
        projection: '{_id}',
      },
    }),
    defineDocumentFunction({
      // People agreed to a published version as it was: what changes or removes one is taken back.
      name: 'guard-consent-texts',
      src: 'functions/guard-consent-texts',
      timeout: 60,
      memory: 1,
      ...robotToken,
      event: {
        on: ['create', 'update'],
        filter: `_id in path("site.*") && _type == "site"
          && (before() == null || delta::changedAny(consentTexts))`,
        projection: `{_id,
          "before": select(before() != null => before(){_rev, _updatedAt, consentTexts}),
          "after": select(after() != null => after(){_rev, _updatedAt, consentTexts})}`,
      },
    }),
    defineDocumentFunction({
      // Grants let nobody name somebody else, and cannot ask that a name stays.
      name: 'guard-authors',
      src: 'functions/guard-authors',
      timeout: 30,
      memory: 1,
      ...robotToken,
      event: {
        on: ['update'],
        filter: `_type in ${JSON.stringify(AUTHORED_KINDS.map((kind) => KINDS[kind].type))}
          && delta::changedAny(createdBy)`,
        projection: '{_id}',
      },
    }),
    ...JOB_KIND_NAMES.flatMap(jobFunction),
    defineDocumentFunction({
      // A new list is counted, and lists whose members a job may have changed, once it has ended.
      name: 'count-lists',
      src: 'functions/count-lists',
      timeout: 120,
      memory: 1,
      ...robotToken,
      event: {
        on: ['create', 'update'],
        filter: `(_id in path("*.list.*") && _type == "leadList" && before() == null)
          || (((_id in path("*.bulk.**") && _type == "bulkChange")
              || (_id in path("*.import.**") && _type == "leadImport"))
            && state in ["succeeded", "partly", "failed", "cancelled"]
            && (before() == null || delta::changedAny(state)))`,
        projection: '{_id}',
      },
    }),
    defineDocumentFunction({
      // What Shopify asked for about a person or a store; each new turn is a call, as with bulk changes.
      name: 'handle-privacy-request',
      src: 'functions/handle-privacy-request',
      timeout: 300,
      memory: 1,
      ...robotToken,
      event: {
        on: ['create', 'update'],
        filter: `_id in path("*.privacy.*") && _type == "privacyRequest"
          && state in ["received", "searching"] && delta::changedAny(turn)`,
        projection: '{_id}',
      },
    }),
    ...(hasSchedules
      ? [
          defineScheduledFunction({
            name: 'sweep',
            src: 'functions/sweep',
            timeout: 120,
            memory: 1,
            ...robotToken,
            event: {expression: sweepSchedule},
            timezone: 'UTC',
          }),
          defineScheduledFunction({
            name: 'refresh-segments',
            src: 'functions/refresh-segments',
            timeout: 180,
            memory: 1,
            ...robotToken,
            event: {expression: '*/5 * * * *'},
            timezone: 'UTC',
          }),
          defineScheduledFunction({
            name: 'refresh-lists',
            src: 'functions/refresh-lists',
            timeout: 180,
            memory: 1,
            ...robotToken,
            event: {expression: '*/5 * * * *'},
            timezone: 'UTC',
          }),
          defineScheduledFunction({
            name: 'schedule-refreshes',
            src: 'functions/schedule-refreshes',
            timeout: 60,
            memory: 1,
            ...robotToken,
            event: {expression: '17 * * * *'},
            timezone: 'UTC',
          }),
        ]
      : []),
  ],
})
