#include "importers/vector.h"

#include "base/lang.h"

static bool looks_geographic(OGRLayerH layer)
{
    OGREnvelope box;
    return OGR_L_GetExtent(layer, &box, 1) == OGRERR_NONE && box.MinX >= -180 && box.MaxX <= 180 &&
           box.MinY >= -90 && box.MaxY <= 90;
}

LtpCode ltp_vector_transform(OGRLayerH layer, OGRCoordinateTransformationH *transform,
                             LtpError *err)
{
    OGRSpatialReferenceH from = OGR_L_GetSpatialRef(layer);
    *transform = NULL;
    if (from == NULL) {
        if (looks_geographic(layer))
            return LTP_OK;
        return ltp_fail(err, LTP_ECRS,
                        _("layer %s does not say its coordinate system and is not in degrees. Add "
                          "the .prj file, or save the layer as EPSG:4326 in QGIS."),
                        OGR_L_GetName(layer));
    }
    OGRSpatialReferenceH to = OSRNewSpatialReference(NULL);
    OGRErr made = to != NULL ? OSRImportFromEPSG(to, 4326) : OGRERR_FAILURE;
    if (made == OGRERR_NONE) {
        OSRSetAxisMappingStrategy(to, OAMS_TRADITIONAL_GIS_ORDER);
        *transform = OCTNewCoordinateTransformation(from, to);
    }
    OSRRelease(to);
    if (*transform == NULL)
        return ltp_fail(err, LTP_ECRS, _("the coordinate system of layer %s cannot be used"),
                        OGR_L_GetName(layer));
    return LTP_OK;
}
