import { count, id, request } from '../fields.ts'
import { LIMITS } from '../limits.ts'
import * as activity from '../messages/activity.ts'
import * as logHead from '../messages/log-head.ts'
import * as sync from '../messages/sync.ts'
import { type Route, route } from './route.ts'

const ChangesQuery = request({
  since: count(0),
  incarnation: id.optional(),
  limit: count(1, LIMITS.page).optional(),
  /** The size of the activity log that the client knows: the answer proves that it goes on from there. */
  logSize: count(0).optional(),
})

/** Accounts as they change, and the activity log. */
export const accountsRoutes = {
  getChanges: route({
    method: 'GET',
    path: '/v1/changes',
    auth: 'member',
    summary: 'Everything after a revision',
    query: ChangesQuery,
    answer: sync.Changes,
    refusals: ['start_again'],
  }),
  followChanges: route({
    method: 'GET',
    path: '/v1/changes/live',
    auth: 'session',
    summary: 'A line of JSON for every new revision, and one every 20 seconds',
    answer: sync.LiveLine,
    isStream: true,
  }),
  push: route({
    method: 'POST',
    path: '/v1/push',
    auth: 'member',
    summary: 'New versions of accounts',
    request: sync.Push,
    answer: sync.PushResults,
  }),
  reserveClaims: route({
    method: 'POST',
    path: '/v1/claims',
    auth: 'member',
    summary: 'Take a username for an account that is about to be saved',
    request: sync.ReserveClaims,
    answer: sync.ClaimsReserved,
    refusals: ['forbidden', 'index_key_stale'],
  }),
  getActivity: route({
    method: 'GET',
    path: '/v1/activity',
    auth: 'member',
    summary: 'The activity log',
    query: activity.ActivityQuery,
    answer: activity.Activity,
    refusals: ['forbidden', 'not_found'],
  }),
  reportActivity: route({
    method: 'POST',
    path: '/v1/activity',
    auth: 'member',
    summary: 'Report what this device did',
    request: activity.ReportActivity,
    answer: activity.ActivityReported,
    refusals: ['object_refused'],
  }),
  getLogHead: route({
    method: 'GET',
    path: '/v1/activity/head',
    auth: 'member',
    summary: 'Where the activity log ends, signed',
    query: logHead.LogHeadQuery,
    answer: logHead.LogHead,
  }),
  reportLogHead: route({
    method: 'POST',
    path: '/v1/activity/head',
    auth: 'member',
    summary: 'Report a signed end of the log that the server no longer has',
    request: logHead.ReportLogHead,
    answer: logHead.LogHeadReported,
    refusals: ['object_refused'],
  }),
} satisfies Readonly<Record<string, Route>>
