import {defineCliConfig} from 'sanity/cli'

/** Settings of the `sanity` command line; project and dataset come from the environment. */
export default defineCliConfig({
  api: {
    projectId: process.env.SANITY_STUDIO_PROJECT_ID ?? 'local',
    dataset: process.env.SANITY_STUDIO_DATASET ?? 'production',
  },
  reactStrictMode: true,
  deployment: {autoUpdates: false},
  typegen: {
    path: './{plugins,studio,functions}/**/*.{ts,tsx}',
    schema: process.env.LEADS_TYPES_SCHEMA ?? '.sanity/schema.json',
    generates: process.env.LEADS_TYPES_FILE ?? 'core/sanity.types.generated.ts',
    overloadClientMethods: true,
  },
})
