/* cuda_services.h: what the library gave the plug-in when it opened it. */
#ifndef TNI_CUDA_SERVICES_H
#define TNI_CUDA_SERVICES_H

#include "device/device_table.h"

extern tni_device_services tni_cuda_services;

#endif
