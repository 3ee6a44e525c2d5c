# What `cmake --install` puts where, as three components: zscape (the programs and the published models), zscape-train (the trainer and
# the recipes) and libzscape-dev (the core for other programs). Programs look for models and recipes in share/zscape beside their own
# folder (native/models_folder/data_folder.hpp); a build tree has links there.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/share/zscape)
foreach(kind models recipes)
  file(CREATE_LINK ${CMAKE_SOURCE_DIR}/assets/${kind} ${CMAKE_BINARY_DIR}/share/zscape/${kind} SYMBOLIC)
endforeach()

function(install_licences component)
  install(FILES LICENSE native/packaging/copyright DESTINATION share/doc/${component} COMPONENT ${component})
endfunction()

if(ZSCAPE_CLI)
  install(TARGETS zscape DESTINATION bin COMPONENT zscape)
endif()
if(ZSCAPE_UI)
  install(TARGETS zscape-studio DESTINATION bin COMPONENT zscape)
  install(FILES native/packaging/zscape-studio.desktop DESTINATION share/applications COMPONENT zscape)
  install(FILES native/packaging/zscape.svg DESTINATION share/icons/hicolor/scalable/apps COMPONENT zscape)
  foreach(size 48 128 256)
    install(FILES native/packaging/zscape-${size}.png DESTINATION share/icons/hicolor/${size}x${size}/apps RENAME zscape.png
            COMPONENT zscape)
  endforeach()
endif()
install(DIRECTORY assets/models DESTINATION share/zscape COMPONENT zscape)
install_licences(zscape)

if(ZSCAPE_TRAINER)
  # A LibTorch from elsewhere than the system stays where it was found.
  set_target_properties(zscape-train PROPERTIES INSTALL_RPATH_USE_LINK_PATH TRUE)
  install(TARGETS zscape-train DESTINATION bin COMPONENT zscape-train)
  install(DIRECTORY assets/recipes DESTINATION share/zscape COMPONENT zscape-train)
  install_licences(zscape-train)
endif()

# find_package(zscape): zscape::base and so on, whose headers are included as <zscape/models/model.hpp>.
set(installed_core base spec weights nn models latent audio data image)
install(TARGETS zscape_options EXPORT zscape-targets)
set_target_properties(zscape_options PROPERTIES EXPORT_NAME options)
foreach(name ${installed_core})
  set_target_properties(zscape_${name} PROPERTIES EXPORT_NAME ${name})
  install(TARGETS zscape_${name} EXPORT zscape-targets ARCHIVE COMPONENT libzscape-dev)
  install(DIRECTORY core/${name} DESTINATION include/zscape COMPONENT libzscape-dev FILES_MATCHING PATTERN *.hpp)
endforeach()
set(config_folder ${CMAKE_INSTALL_LIBDIR}/cmake/zscape)
install(EXPORT zscape-targets NAMESPACE zscape:: DESTINATION ${config_folder} COMPONENT libzscape-dev)
configure_package_config_file(native/packaging/zscape-config.cmake.in zscape-config.cmake INSTALL_DESTINATION ${config_folder}
                              NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(zscape-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/zscape-config.cmake ${CMAKE_BINARY_DIR}/zscape-config-version.cmake DESTINATION ${config_folder}
        COMPONENT libzscape-dev)
install_licences(libzscape-dev)

include(native/packaging/package.cmake)
