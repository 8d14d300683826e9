import * as server from '../messages/server.ts'
import * as webhooks from '../messages/webhooks.ts'
import { type Route, route } from './route.ts'

/** Where new entries of the activity log are sent. */
export const webhooksRoutes = {
  listWebhooks: route({
    method: 'GET',
    path: '/v1/webhooks',
    auth: 'member',
    summary: 'Where new entries of the activity log are sent',
    answer: webhooks.Webhooks,
    refusals: ['forbidden'],
  }),
  createWebhook: route({
    method: 'POST',
    path: '/v1/webhooks',
    auth: 'member',
    summary: 'Send new entries of the activity log to an address',
    request: webhooks.CreateWebhook,
    answer: webhooks.WebhookCreated,
    refusals: ['forbidden', 'object_refused'],
  }),
  deleteWebhook: route({
    method: 'DELETE',
    path: '/v1/webhooks/{webhookId}',
    auth: 'member',
    summary: 'Send no more entries there',
    answer: server.Done,
    refusals: ['forbidden', 'not_found'],
  }),
  testWebhook: route({
    method: 'POST',
    path: '/v1/webhooks/{webhookId}/test',
    auth: 'member',
    summary: 'Send a message without an entry, and begin again where it was given up',
    answer: webhooks.WebhookTested,
    refusals: ['forbidden', 'not_found'],
  }),
} satisfies Readonly<Record<string, Route>>
