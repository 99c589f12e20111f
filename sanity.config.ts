import {defineConfig} from 'sanity'
import {startStudio} from './studio/startStudio.ts'

export default defineConfig(await startStudio())
