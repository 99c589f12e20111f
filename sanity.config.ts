import {defineConfig} from 'sanity'
import {structureTool} from 'sanity/structure'
import {schemaTypes} from './schemas/index.ts'

export default defineConfig({
  name: 'network',
  basePath: '/network',
  projectId: 'local',
  dataset: 'production',
  plugins: [structureTool()],
  schema: {types: schemaTypes()},
})
