import '@fontsource-variable/figtree';
import './theme/mantine';
import './theme/base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { sessionQuery } from './api/session';
import { queryClient } from './api/queryClient';
import { startI18n } from './i18n';
import { formattersHere } from './i18n/format';
import { router } from './router';
import { cssVariables, theme } from './theme/theme';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

// Who is signed in, and what the page begins with, is asked for while the words are fetched.
void queryClient.prefetchQuery(sessionQuery);
void router.load();
await startI18n();
// In a task of their own, or the first page would wait for them.
setTimeout(() => formattersHere());

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
