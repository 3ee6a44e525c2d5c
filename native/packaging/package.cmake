# Debian packages, one for each component of install.cmake: `cpack -G DEB` in the build tree.

set(CPACK_PACKAGE_VENDOR "The zscape authors")
set(CPACK_PACKAGE_CONTACT "The zscape authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")  # CPack would put it above what each package says of itself
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL zscape libzscape-dev)
if(ZSCAPE_TRAINER)
  list(APPEND CPACK_COMPONENTS_ALL zscape-train)
endif()

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

# What is said of component X-Y has keys that begin with CPACK_DEBIAN_X-Y_.
set(CPACK_DEBIAN_ZSCAPE_PACKAGE_NAME zscape)
set(CPACK_DEBIAN_ZSCAPE_PACKAGE_SECTION science)
set(CPACK_DEBIAN_ZSCAPE_DESCRIPTION "walk through the latent space of generative models
The command line, zscape, the window, zscape-studio, and the published models,
which make digits, clothes and spoken digits.")
set(CPACK_DEBIAN_ZSCAPE_PACKAGE_DEPENDS libgl1)  # the window opens it at run time, where dpkg-shlibdeps does not see it

set(CPACK_DEBIAN_ZSCAPE-TRAIN_PACKAGE_NAME zscape-train)
set(CPACK_DEBIAN_ZSCAPE-TRAIN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_ZSCAPE-TRAIN_DESCRIPTION "train, measure and publish models for zscape
The trainer, which computes with LibTorch, and the recipes of the published
models.")
set(CPACK_DEBIAN_ZSCAPE-TRAIN_PACKAGE_DEPENDS "zscape (= ${PROJECT_VERSION})")  # whose classifiers measure
# A BLAS many times as fast as the one that LibTorch depends on, and what fetches data sets.
set(CPACK_DEBIAN_ZSCAPE-TRAIN_PACKAGE_RECOMMENDS "ca-certificates, curl, libopenblas0-openmp")
set(CPACK_DEBIAN_ZSCAPE-TRAIN_PACKAGE_SUGGESTS "dataset-fashion-mnist, espeak-ng, npm")

set(CPACK_DEBIAN_LIBZSCAPE-DEV_PACKAGE_NAME libzscape-dev)
set(CPACK_DEBIAN_LIBZSCAPE-DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_LIBZSCAPE-DEV_DESCRIPTION "zscape's core for programs in C++
Headers, static libraries, and what find_package(zscape) of CMake reads.")
set(CPACK_DEBIAN_LIBZSCAPE-DEV_PACKAGE_DEPENDS "libeigen3-dev, libhwy-dev, nlohmann-json3-dev")
set(CPACK_DEBIAN_LIBZSCAPE-DEV_PACKAGE_SUGGESTS zscape)

include(CPack)
