import * as directory from '../messages/directory.ts'
import * as reports from '../messages/reports.ts'
import * as server from '../messages/server.ts'
import { type Route, route } from './route.ts'

/** Apps that support passkeys, those that do not work, and whom to ask. */
export const appsRoutes = {
  getDirectory: route({
    method: 'GET',
    path: '/v1/directory',
    auth: 'member',
    summary: 'Apps that support passkeys',
    query: directory.DirectoryQuery,
    answer: directory.Directory,
  }),
  lookUpPasskeyEndpoints: route({
    method: 'GET',
    path: '/v1/directory/endpoints',
    auth: 'member',
    summary: 'Where a site lets people create and manage passkeys, as it says itself',
    query: directory.EndpointsQuery,
    answer: directory.PasskeyEndpoints,
  }),
  reportApp: route({
    method: 'POST',
    path: '/v1/reports',
    auth: 'member',
    summary: 'Report an app that does not work',
    request: reports.ReportApp,
    answer: server.Done,
    refusals: ['object_refused'],
  }),
  listReports: route({
    method: 'GET',
    path: '/v1/reports',
    auth: 'member',
    summary: 'Reports of apps that do not work',
    query: reports.ReportsQuery,
    answer: reports.Reports,
    refusals: ['forbidden'],
  }),
  closeReport: route({
    method: 'DELETE',
    path: '/v1/reports/{reportId}',
    auth: 'member',
    summary: 'Close a report',
    answer: server.Done,
    refusals: ['forbidden', 'not_found'],
  }),
  getSupportContact: route({
    method: 'GET',
    path: '/v1/support-contact',
    auth: 'member',
    summary: 'Whom to ask in this workspace',
    answer: reports.SupportContact,
  }),
  putSupportContact: route({
    method: 'PUT',
    path: '/v1/support-contact',
    auth: 'member',
    summary: 'Say whom to ask',
    request: reports.PutSupportContact,
    answer: server.Done,
    refusals: ['forbidden'],
  }),
} satisfies Readonly<Record<string, Route>>
