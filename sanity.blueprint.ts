import {
  defineBlueprint,
  defineDocumentFunction,
  defineRobotToken,
  defineScheduledFunction,
  type BlueprintResource,
} from '@sanity/blueprints'
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

/** Whether a shared view is locked; who did it and why is told elsewhere. */
const LOCKED = '"locked": select(defined(lock) => true)'

/** What is left to tell of a job whose document was deleted. */
const JOB_PARTS = `state, way, unchanged, "total": totals.total, "succeeded": totals.succeeded,
  "skipped": totals.skipped, "failed": totals.failed`

/**
 * A blueprint whose functions have the project, the dataset and the variables of the environment of
 * whoever deploys it (docs/deployment.md).
 */
function defineOnTarget({resources}: {resources: BlueprintResource[]}) {
  return defineBlueprint({resources: hostedResources(resources, target)})
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
      // The copy of the subscription that leads show follows the subscriber and the suppression.
      name: 'mirror-subscription',
      src: 'functions/mirror-subscription',
      timeout: 30,
      memory: 1,
      ...robotToken,
      event: {
        on: ['create', 'update', 'delete'],
        filter: `(_id in path("*.lead.*") && _type == "lead" && after() != null
            && (before() == null || delta::changedAny(subscription)))
          || (_id in path("*.subscriber.*") && _type == "newsletterSubscriber"
            && (before() == null || after() == null || delta::changedAny(status)))
          || (_id in path("*.suppression.*") && _type == "suppression"
            && (before() == null || after() == null || delta::changedAny((reason, liftedAt))))`,
        projection: '{_id}',
      },
    }),
    defineDocumentFunction({
      // What processing writes, it records itself.
      name: 'record-audit',
      src: 'functions/record-audit',
      timeout: 30,
      memory: 1,
      ...robotToken,
      event: {
        on: ['create'],
        filter: `_type == "leadActivity" && !defined(auditSeq) && kind != "submission"
          && !(actor.kind == "function" && actor.id == "process-submission")`,
        projection: '{_id}',
      },
    }),
    defineDocumentFunction({
      name: 'record-jobs',
      src: 'functions/record-jobs',
      timeout: 30,
      memory: 1,
      ...robotToken,
      event: {
        on: ['create', 'update'],
        filter: `(_type == "leadExport" && before() == null)
          || (_type in ["bulkChange", "leadExport"] && delta::changedAny(state)
            && state in ["succeeded", "partly", "failed", "cancelled"])`,
        projection: '{_id}',
      },
    }),
    defineDocumentFunction({
      // Counts that refresh-segments keeps are not what people made of it.
      name: 'record-changes',
      src: 'functions/record-changes',
      timeout: 60,
      memory: 1,
      ...robotToken,
      event: {
        on: ['create', 'update', 'delete'],
        filter: `(_type in ["segment", "leadList", "savedView", "campaign"]
            && (before() == null || after() == null || delta::changedAny((${SHARED_PARTS}, lock))))
          || (_type in ["bulkChange", "leadExport"] && after() == null)`,
        projection: `{_id, _type,
          "before": select(before() != null => before(){_rev, ${SHARED_PARTS}, ${LOCKED}, ${JOB_PARTS}}),
          "after": select(after() != null => after(){_rev, ${SHARED_PARTS}, ${LOCKED}})}`,
      },
    }),
    defineDocumentFunction({
      // Each new turn of a bulk change is a call; its own notes of how far it is are none.
      name: 'run-bulk-change',
      src: 'functions/run-bulk-change',
      timeout: 300,
      memory: 1,
      ...robotToken,
      event: {
        on: ['create', 'update'],
        filter: `_type == "bulkChange" && way == "function" && state in ["queued", "running"]
          && delta::changedAny(turn)`,
        projection: '{_id}',
      },
    }),
    defineScheduledFunction({
      name: 'sweep-submissions',
      src: 'functions/sweep-submissions',
      timeout: 120,
      memory: 1,
      ...robotToken,
      event: {expression: '* * * * *'},
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
  ],
})
