import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = 'http://127.0.0.1:7700';

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    // The content security policy of the server allows no data: fonts.
    assetsInlineLimit: 0,
    // The chart library is one lazy chunk and larger than the default warning.
    chunkSizeWarningLimit: 700,
  },
  server: {
    host: '127.0.0.1',
    port: 7701,
    proxy: { '/api': server, '/v1': server },
  },
});
