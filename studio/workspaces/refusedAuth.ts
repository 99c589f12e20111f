import type {SanityClient} from '@sanity/client'
import {of} from 'rxjs'
import type {AuthStore} from 'sanity'

/**
 * An auth store that lets nobody in and shows a page instead of the sign-in screen. It is for the
 * case that the store can't be asked anything: the ordinary sign-in would only fail as well.
 */
export function refusedAuth(client: SanityClient, page: AuthStore['LoginComponent']): AuthStore {
  return {
    state: of({authenticated: false, currentUser: null, client}),
    token: of(null),
    LoginComponent: page,
  }
}
