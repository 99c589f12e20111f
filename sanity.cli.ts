import {defineCliConfig} from 'sanity/cli'

/** Settings of the `sanity` command line; project and dataset come from the environment. */
export default defineCliConfig({
  api: {
    projectId: process.env.SANITY_STUDIO_PROJECT_ID ?? 'local',
    dataset: process.env.SANITY_STUDIO_DATASET ?? 'production',
  },
  reactStrictMode: true,
  vite: {
    build: {
      rolldownOptions: {
        output: {
          // What every page loads comes in two files instead of 170 small ones, whose requests took a
          // fifth of the processor time of opening a page. A change of our code leaves libraries cached.
          codeSplitting: {
            groups: [
              {name: 'libraries', test: /[\\/]node_modules[\\/]/, tags: ['$initial'], priority: 1},
              {name: 'studio', tags: ['$initial']},
            ],
          },
        },
      },
    },
  },
  deployment: {autoUpdates: false},
  typegen: {
    path: './{plugins,studio,functions}/**/*.{ts,tsx}',
    schema: process.env.LEADS_TYPES_SCHEMA ?? '.sanity/schema.json',
    generates: process.env.LEADS_TYPES_FILE ?? 'core/sanity.types.generated.ts',
    overloadClientMethods: true,
  },
})
