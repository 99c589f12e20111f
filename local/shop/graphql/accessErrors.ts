import {GraphQLError} from 'graphql'

const SCOPES_PAGE = 'https://shopify.dev/api/usage/access-scopes'
const DATA_PAGE = 'https://shopify.dev/docs/apps/launch/protected-customer-data'

/** Shopify reports no more errors than this, and says last that it left some out. */
const MOST_ERRORS = 250
const TOO_MANY = 'Too many execution errors, max error limit reached. Results truncated'

/** The token lacks a scope. */
export function missingScope(field: string, scope: string): GraphQLError {
  const required = `\`${scope}\` access scope.`
  return new GraphQLError(`Access denied for ${field} field. Required access: ${required}`, {
    extensions: {code: 'ACCESS_DENIED', documentation: SCOPES_PAGE, requiredAccess: required},
  })
}

/** The app is not approved for a type with protected customer data. */
export function deniedObject(type: string): GraphQLError {
  return new GraphQLError(
    `This app is not approved to access the ${type} object. See ${DATA_PAGE} for more details.`,
    {extensions: {code: 'ACCESS_DENIED', documentation: DATA_PAGE}},
  )
}

/** The app is not approved for a field with protected customer data. */
export function deniedField(field: string): GraphQLError {
  return new GraphQLError(
    `This app is not approved to use the ${field} field. See ${DATA_PAGE} for more details.`,
    {extensions: {code: 'ACCESS_DENIED', documentation: DATA_PAGE}},
  )
}

/** Errors as they are reported: a flood ends with one that has no code. */
export function reportedErrors(errors: readonly GraphQLError[]): object[] {
  const shown: object[] = errors.slice(0, MOST_ERRORS).map((error) => error.toJSON())
  return errors.length < MOST_ERRORS ? shown : [...shown.slice(0, -1), {message: TOO_MANY}]
}
