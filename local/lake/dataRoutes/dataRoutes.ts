import {Hono} from 'hono'
import {actionRoutes} from '../actions/actionRoutes.ts'
import {historyRoutes} from '../history/historyRoutes.ts'
import {mutateRoutes} from '../mutations/mutateRoutes.ts'
import type {LakeEnv, LakeServices} from '../types.ts'
import {datasetRoutes} from './datasetRoutes.ts'
import {docRoutes} from './docRoutes.ts'
import {exportRoutes} from './exportRoutes.ts'

/**
 * Everything the lake's durable side answers: mutate, actions, doc, export, history and the list of
 * datasets. Paths are relative to the API version.
 */
export function dataRoutes(lake: LakeServices): Hono<LakeEnv> {
  const routes = new Hono<LakeEnv>()
  for (const part of [
    mutateRoutes(lake),
    actionRoutes(lake),
    docRoutes(lake),
    exportRoutes(lake),
    historyRoutes(lake),
    datasetRoutes(lake),
  ]) {
    routes.route('/', part)
  }
  return routes
}
