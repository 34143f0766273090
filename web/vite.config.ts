import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = 'http://127.0.0.1:7700';

/**
 * What each file of the build holds, so that a page takes few of them: what several pages have in common is one
 * file of libraries and one of ours. What only one page needs stays with it.
 */
const groups = [
  // The styles of the library come before all of ours, which change them.
  { name: 'theme', test: /(@mantine[\\/](core|dates)[\\/]styles|@fontsource-variable|src[\\/]theme)/, priority: 4 },
  { name: 'vendor', test: /node_modules[\\/](?!(echarts|zrender|@mantine[\\/]dates|dayjs)[\\/])/, minShareCount: 3, priority: 3 },
  { name: 'charts', test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 2 },
  { name: 'shared', test: /src[\\/]/, minShareCount: 2, priority: 1 },
];

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    // The content security policy of the server allows no data: fonts.
    assetsInlineLimit: 0,
    // The chart library is one lazy chunk and larger than the default warning.
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
  server: {
    host: '127.0.0.1',
    port: 7701,
    proxy: { '/api': server, '/v1': server },
  },
});
