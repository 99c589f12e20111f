import {EarthGlobeIcon} from '@sanity/icons/EarthGlobe'
import {SearchIcon} from '@sanity/icons/Search'
import {visionTool} from '@sanity/vision'
import type {ClientConfig, SanityClient} from '@sanity/client'
import type {WorkspaceOptions} from 'sanity'
import {structureTool} from 'sanity/structure'
import {AudienceInput} from '../../plugins/audience/form/AudienceInput.tsx'
import {auditTool} from '../../plugins/audit/auditTool.ts'
import {networkSyncTool} from '../../plugins/governance/networkSyncTool.ts'
import {siteSyncTool} from '../../plugins/governance/siteSyncTool.ts'
import {leadsTool} from '../../plugins/leads/leadsTool.ts'
import {networkOverviewTool} from '../../plugins/overview/network/networkOverviewTool.ts'
import {overviewTool} from '../../plugins/overview/overviewTool.ts'
import {recordsPlugin} from '../../plugins/records/recordsPlugin.ts'
import {segmentsTool} from '../../plugins/segments/segmentsTool.ts'
import {schemaTypes} from '../../schemas/index.ts'
import {createLayout} from '../components/createLayout.tsx'
import {createNavbar} from '../components/createNavbar.tsx'
import {registryUnreadable} from '../components/RegistryUnreadable.tsx'
import {ConsentTextsInput} from '../consent/ConsentTextsInput.tsx'
import {createSiteIcon} from '../components/SiteIcon.tsx'
import {directoryTool} from '../directory/directoryTool.tsx'
import type {StudioEnvironment} from '../environment.ts'
import {studioLocaleBundle} from '../locale/studioLocale.ts'
import type {Registry} from '../registry/registry.ts'
import {networkStructure} from '../structure/networkStructure.ts'
import {offersAction} from '../structure/documentRules.ts'
import {siteStructure} from '../structure/siteStructure.ts'
import {TEMPLATES} from '../structure/templates.ts'
import {studioTheme} from '../theme.ts'
import type {WorkspacePlan} from './planWorkspaces.ts'
import {refusedAuth} from './refusedAuth.ts'

/** What every workspace of a Studio shares. */
export interface WorkspaceContext {
  environment: StudioEnvironment
  registry: Registry
  /** Makes the Studio's clients on an embedded lake; `null` for hosted Sanity. */
  clientFactory: ((config: ClientConfig) => SanityClient) | null
  /** Asked for nothing; only fills in where the Studio wants a client. */
  client: SanityClient
}

/** Connection and sign-in, which are the same in every workspace. */
function connection({environment, clientFactory}: WorkspaceContext) {
  const {projectId, dataset, lake} = environment
  if (!lake) return {projectId, dataset}
  return {
    projectId,
    dataset,
    apiHost: lake.apiHost,
    auth: {
      loginMethod: 'token' as const,
      providers: [{name: 'local', title: 'Sign in as a local user', url: lake.signInUrl}],
      redirectOnSingle: true,
    },
    ...(clientFactory ? {unstable_clientFactory: clientFactory} : {}),
  }
}

/**
 * Parts of the Studio that this suite has no use for: records are written by people and machines at
 * once and have no versions to plan. Switched off they also ask nobody for anything.
 */
const QUIET = {
  announcements: {enabled: false},
  releases: {enabled: false},
  scheduledDrafts: {enabled: false},
  scheduledPublishing: {enabled: false},
  tasks: {enabled: false},
  mediaLibrary: {enabled: false},
  apps: {canvas: {enabled: false}},
  form: {image: {directUploads: false}, file: {directUploads: false}},
} satisfies Partial<WorkspaceOptions>

function base(plan: WorkspacePlan, context: WorkspaceContext): Omit<WorkspaceOptions, 'basePath'> {
  const {environment, registry} = context
  const builtFor = registry.kind === 'ready' ? registry.user.id : null
  return {
    ...connection(context),
    ...QUIET,
    name: plan.name,
    theme: studioTheme,
    schema: {
      types: schemaTypes({
        leadStatuses: plan.kind === 'site' ? plan.site.leadStatuses : [],
        hidePeople: plan.kind === 'network',
        consentTextsInput: ConsentTextsInput,
        ...(plan.kind === 'site' ? {audienceInput: AudienceInput} : {}),
      }),
      templates: TEMPLATES,
    },
    document: {
      actions: (actions, {schema, schemaType, documentId, currentUser}) =>
        actions.filter((action) =>
          offersAction(action.action, {
            schemaType,
            isReadOnly: schema.get(schemaType)?.readOnly === true,
            documentId,
            roles: currentUser?.roles.map((role) => role.name) ?? [],
          }),
        ),
      // The Studio can't give a new document the id that a site's records need, so it starts none.
      newDocumentOptions: () => [],
      comments: {enabled: false},
      askToEdit: {enabled: false},
    },
    studio: {
      components: {
        layout: createLayout(plan, builtFor),
        navbar: createNavbar(environment),
      },
    },
    i18n: {bundles: [studioLocaleBundle]},
  }
}

/** What a placeholder shows instead of the sign-in screen, where signing in could not help. */
function refusal(plan: WorkspacePlan, context: WorkspaceContext): Pick<WorkspaceOptions, 'auth'> {
  if (plan.kind !== 'placeholder' || plan.problem.kind !== 'unreadable') return {}
  const page = registryUnreadable(plan.problem.reason, context.environment.lake !== null)
  return {auth: refusedAuth(context.client, page)}
}

/** Builds a planned workspace. */
export function createWorkspace(plan: WorkspacePlan, context: WorkspaceContext): WorkspaceOptions {
  const shared = base(plan, context)
  const {apiUrl, heads} = context.environment
  if (plan.kind === 'site') {
    return {
      ...shared,
      title: plan.site.title,
      basePath: `/${plan.name}`,
      icon: createSiteIcon(plan.site.key, plan.site.title),
      plugins: [
        overviewTool(apiUrl ? {apiUrl} : {}),
        leadsTool(apiUrl ? {apiUrl} : {}),
        segmentsTool(),
        siteSyncTool(apiUrl ? {apiUrl} : {}),
        auditTool(heads ? {heads} : {}),
        structureTool({title: 'Records', structure: siteStructure(plan.site.key)}),
        recordsPlugin({isSite: true}),
        visionTool(),
      ],
    }
  }
  if (plan.kind === 'network') {
    return {
      ...shared,
      title: 'Network',
      basePath: `/${plan.name}`,
      icon: EarthGlobeIcon,
      plugins: [
        networkOverviewTool(),
        networkSyncTool(apiUrl ? {apiUrl} : {}),
        auditTool(heads ? {heads} : {}),
        structureTool({title: 'Records', structure: networkStructure}),
        recordsPlugin({isSite: false}),
        visionTool(),
      ],
    }
  }
  if (plan.kind === 'directory') {
    return {
      ...shared,
      title: 'All sites',
      basePath: `/${plan.name}`,
      icon: SearchIcon,
      plugins: [directoryTool({entries: plan.entries})],
    }
  }
  return {
    ...shared,
    title: 'Leads',
    basePath: plan.basePath,
    plugins: [structureTool()],
    ...refusal(plan, context),
  }
}
