import {readFileSync} from 'node:fs'
import {buildSchema, parse, validate} from 'graphql'
import {expect, test} from 'vitest'
import {OPERATIONS} from '../../core/shopify/operations.ts'

const SDL = readFileSync(new URL('adminSchema.graphql', import.meta.url), 'utf8')

test.each(OPERATIONS.map((operation) => [operation.slice(0, operation.indexOf('{')), operation]))(
  '%s is valid for Shopify’s Admin API',
  (_name, operation) => {
    expect(validate(buildSchema(SDL), parse(operation))).toEqual([])
  },
)
