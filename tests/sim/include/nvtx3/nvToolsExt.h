/* nvToolsExt.h: what the plug-in uses of NVTX, simulated. */
#ifndef SIM_NVTX_H
#define SIM_NVTX_H

#ifdef __cplusplus
extern "C" {
#endif

int nvtxRangePushA(const char *message);
int nvtxRangePop(void);

#ifdef __cplusplus
}
#endif

#endif
